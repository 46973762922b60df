package sandbox

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// unsignedBody stands for the hash of a body in what was signed without it.
const unsignedBody = "UNSIGNED-PAYLOAD"

// readS3Signature is readSignature with S3's codes ("Error responses", S3 API
// reference).
func readS3Signature(r *http.Request) (*signature, error) {
	if strings.HasPrefix(r.Header.Get("Authorization"), "AWS ") || r.URL.Query().Has("AWSAccessKeyId") {
		return nil, invalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.")
	}
	sig, err := readSignature(r)
	var known *failure
	switch {
	case err == nil && sig != nil && sig.presigned && !r.URL.Query().Has("X-Amz-Expires"):
		return nil, fail(http.StatusBadRequest, queryMalformed, "AWS query-string parameters must include 'X-Amz-Expires'.")
	case errors.As(err, &known) && r.Header.Get("Authorization") == "":
		return nil, fail(http.StatusBadRequest, queryMalformed, "%s", known.message)
	case known != nil:
		return nil, fail(http.StatusBadRequest, "AuthorizationHeaderMalformed", "The authorization header is malformed; %s", known.message)
	}
	return sig, err
}

const queryMalformed = "AuthorizationQueryParametersError"

func unknownS3Key() error {
	return fail(http.StatusForbidden, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
}

// authenticateS3 finds out who signed the request, and with which key; nobody
// where it is not signed.
func (s *Sandbox) authenticateS3(ctx context.Context, r *http.Request, sig *signature) (caller, []byte, error) {
	switch {
	case sig == nil:
		return caller{id: "anonymous"}, nil, nil
	case sig.token:
		return caller{}, nil, fail(http.StatusBadRequest, "InvalidToken", "The provided token is malformed or otherwise invalid.")
	}
	who, secret, err := s.keyOwner(ctx, sig.keyID)
	var known *failure
	if errors.As(err, &known) {
		err = unknownS3Key()
	}
	if err != nil {
		return caller{}, nil, err
	}
	if err := sig.checkS3Time(s.now()); err != nil {
		return caller{}, nil, err
	}
	if err := sig.checkHeaders(r); err != nil {
		return caller{}, nil, err
	}
	hash := r.Header.Get(contentHash)
	if sig.presigned && hash == "" {
		hash = r.URL.Query().Get(contentHash)
	}
	switch {
	case hash != "":
	case sig.presigned:
		hash = unsignedBody
	default:
		return caller{}, nil, invalidRequest("Missing required header for this request: x-amz-content-sha256")
	}
	key := sig.signingKey(secret.Reveal())
	if !sig.signed(r, hash, key) {
		return caller{}, nil, s3SignatureRefused()
	}
	return who, key, nil
}

func s3SignatureRefused() error {
	return signatureRefused("The request signature we calculated does not match the signature you provided. Check your key and signing method.")
}

// checkS3Time refuses what was signed too long ago or too far ahead.
func (sig *signature) checkS3Time(now time.Time) error {
	early, age := sig.at.After(now.Add(maxSkew)), now.Sub(sig.at)
	server := detail{"ServerTime", stamp(now)}
	switch {
	case sig.presigned && early:
		return s3Fail(http.StatusForbidden, "AccessDenied", "Request is not valid yet", server)
	case sig.presigned && age > sig.expires:
		return s3Fail(http.StatusForbidden, "AccessDenied", "Request has expired",
			detail{"X-Amz-Expires", strconv.Itoa(int(sig.expires / time.Second))}, detail{"Expires", stamp(sig.at.Add(sig.expires))}, server)
	case !sig.presigned && (early || age > maxSkew):
		return s3Fail(http.StatusForbidden, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
			detail{"RequestTime", sig.at.Format(signTime)}, server, detail{"MaxAllowedSkewMilliseconds", strconv.FormatInt(maxSkew.Milliseconds(), 10)})
	}
	return nil
}

// checkHeaders refuses headers of AWS's own that the signature does not cover:
// whoever relays a request could add a copy source or an ACL to it.
func (sig *signature) checkHeaders(r *http.Request) error {
	signed := map[string]bool{}
	for _, name := range sig.headers {
		signed[name] = true
	}
	for name := range r.Header {
		if lower := strings.ToLower(name); strings.HasPrefix(lower, "x-amz-") && !signed[lower] {
			return s3Fail(http.StatusForbidden, "AccessDenied", "There were headers present in the request which were not signed",
				detail{"HeadersNotSigned", lower})
		}
	}
	return nil
}

// hoist gives a presigned request the headers that its query holds: whoever signs
// a URL cannot know that the headers will be sent.
func hoist(r *http.Request) {
	ofSignature := []string{"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Signedheaders", "X-Amz-Signature"}
	for name, values := range r.URL.Query() {
		name = http.CanonicalHeaderKey(name)
		if strings.HasPrefix(name, "X-Amz-") && !slices.Contains(ofSignature, name) && r.Header.Get(name) == "" {
			r.Header[name] = values
		}
	}
}
