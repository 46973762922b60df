package sandbox

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"keyporter/internal/policy"
	"keyporter/internal/store"
)

// s3 is the service in the scope of a signature.
const s3 = "s3"

// s3Call is one request to S3. Its form is the query, its action the operation.
type s3Call struct {
	*call
	request   *http.Request
	sig       *signature // nil where nobody signed
	place     s3Place
	bucket    store.Bucket    // the one that is named, where there is one
	policies  policy.Policies // of the caller
	location  string          // the LocationConstraint of a bucket that is made
	object    *object         // the one that is named, nil where there is none
	askedTags []tag           // what the request gives an object
	body      *payload
	header    http.Header // of the answer
	status    int         // of the answer, where it is not 200
}

// s3Answer is what an operation returns. Without a document there is no body.
type s3Answer struct {
	status   int    // 0 is 200
	root     string // of the XML document; "" where it is JSON, as a string
	document any
	content  func(ctx context.Context, w http.ResponseWriter) error // instead of a document
}

// s3Document is an answer in XML.
func s3Document(root string, document any) *s3Answer {
	return &s3Answer{root: root, document: document}
}

// serveS3 answers one request to S3.
func (s *Sandbox) serveS3(w http.ResponseWriter, r *http.Request) {
	id := fmt.Sprintf("%X", randomBytes(8))
	w.Header().Set("X-Amz-Request-Id", id)
	w.Header().Set("X-Amz-Id-2", base64.StdEncoding.EncodeToString(randomBytes(48)))
	c := &s3Call{request: r, header: w.Header(), call: &call{}}
	answer, err := s.answerS3(r.Context(), c)
	s.log.DebugContext(r.Context(), "sandbox call", "action", c.action, "request_id", id, "error", err)
	if errors.Is(err, errReset) && hangUp(w) {
		return
	}
	if err != nil {
		c.writeFailure(w, s.s3Failure(r.Context(), err))
		return
	}
	if err := c.write(w, answer); err != nil {
		// The status is sent: only a broken connection still tells the client.
		s.log.WarnContext(r.Context(), "sandbox content", "action", c.action, "request_id", id, slog.Any("error", err))
		hangUp(w)
	}
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

// answerS3 authenticates the request and carries it out.
func (s *Sandbox) answerS3(ctx context.Context, c *s3Call) (answer *s3Answer, err error) {
	r := c.request
	if c.sig, err = readS3Signature(r); err != nil {
		return nil, err
	}
	who, key, err := s.authenticateS3(ctx, r, c.sig)
	if err != nil {
		return nil, err
	}
	if c.sig != nil && c.sig.presigned {
		hoist(r)
	}
	c.call = s.newCall(r, who)
	c.service, c.region, c.form = s3, homeRegion, &form{values: r.URL.Query()}
	if c.sig != nil {
		c.region = c.sig.region
	}
	if c.body, err = newPayload(r, c.sig, key); err != nil {
		return nil, err
	}
	if c.place, err = readPlace(r); err != nil {
		return nil, err
	}
	op, err := c.operation()
	if err != nil {
		return nil, err
	}
	if !who.anonymous() {
		s.countUse(ctx, c.call)
	}
	err = c.troubled(ctx, func(ctx context.Context) (err error) {
		if err = c.admitS3(ctx, op); err != nil {
			return err
		}
		answer, err = op.run(ctx, c)
		return err
	})
	return answer, c.mischief.silence(ctx, c.action, err)
}

// admitS3 finds the bucket that the request names, reads what bears on the
// caller, and refuses what the caller may not do, all in one state of the account.
func (c *s3Call) admitS3(ctx context.Context, op s3Operation) error {
	return c.snapshot(ctx, func(inside *call) (err error) {
		if err := inside.refresh(ctx); err != nil {
			return absent(err, unknownS3Key())
		}
		c.who = inside.who
		if c.place.bucket != "" && !op.makes {
			if c.bucket, err = inside.in.Buckets().Get(ctx, c.place.bucket); err != nil {
				return absent(err, noSuchBucket(c.place.bucket))
			}
			c.header.Set("X-Amz-Bucket-Region", c.bucket.Region)
		}
		if c.place.level() == onObject {
			if c.object, err = c.findObject(ctx, inside.in.Buckets()); err != nil {
				return err
			}
		}
		if c.who.user != nil {
			if c.policies, err = inside.callerPolicies(ctx); err != nil {
				return err
			}
		}
		if op.permission == "" {
			return nil // the operation asks itself
		}
		return c.permit(op.permission, c.place.arn())
	})
}
