package account

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"golang.org/x/time/rate"
)

// maxErrorBody is how much of an error answer is kept.
const maxErrorBody = 64 << 10

var (
	errNoCredential = errors.New("no AWS credentials")
	errHeldBack     = errors.New("held back by the rate limit")
	errNotThere     = errors.New("the server is known not to have the call")
)

// trip is what one call did on the wire, as far as its outcome can be told from
// it. The tries of a read overwrite one another.
type trip struct {
	known      *offers // nil: the call is made whatever is known of it
	action     string
	wrote      atomic.Bool // a request's headers were written: AWS may act on it
	status     int         // of the last answer; 0 when none came
	code       string      // of the last error answer, without the suffix Exception
	message    string
	retryAfter string
}

type tripKey struct{}

// middlewares returns what each stack of the SDK is extended by.
func middlewares(o Options, limit *rate.Limiter) func(*middleware.Stack) error {
	return func(stack *middleware.Stack) error {
		return errors.Join(
			stack.Initialize.Add(middleware.InitializeMiddlewareFunc("KeyporterAction", noteAction), middleware.Before),
			stack.Build.Add(middleware.BuildMiddlewareFunc("KeyporterUserAgent", userAgent(o.UserAgent)), middleware.After),
			stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("KeyporterTry", each(limit)), "Retry", middleware.After),
			stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("KeyporterAnswer", noteAnswer), middleware.After),
		)
	}
}

func newLimiter(perSecond float64) *rate.Limiter {
	if perSecond <= 0 {
		return nil
	}
	return rate.NewLimiter(rate.Limit(perSecond), max(1, int(perSecond)))
}

func noteAction(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	middleware.InitializeOutput, middleware.Metadata, error,
) {
	if t, ok := ctx.Value(tripKey{}).(*trip); ok {
		t.action = middleware.GetOperationName(ctx)
		if t.known.lacks(t.action) {
			return middleware.InitializeOutput{}, middleware.Metadata{}, errNotThere
		}
	}
	return next.HandleInitialize(ctx, in)
}

// userAgent adds the program and the operation of WithOp. The header is not
// part of the signature (Signature Version 4, signed headers).
func userAgent(program string) func(context.Context, middleware.BuildInput, middleware.BuildHandler) (
	middleware.BuildOutput, middleware.Metadata, error,
) {
	return func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
		middleware.BuildOutput, middleware.Metadata, error,
	) {
		if req, ok := in.Request.(*smithyhttp.Request); ok {
			words := []string{req.Header.Get("User-Agent"), program}
			if op, ok := ctx.Value(opKey{}).(string); ok && op != "" {
				words = append(words, "keyporter/"+op)
			}
			req.Header.Set("User-Agent", strings.Map(printable, strings.TrimSpace(strings.Join(words, " "))))
		}
		return next.HandleBuild(ctx, in)
	}
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return '-'
	}
	return r
}

// each stands around every single try: it waits for the rate limit and watches
// whether the request leaves.
func each(limit *rate.Limiter) func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	return func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
		middleware.FinalizeOutput, middleware.Metadata, error,
	) {
		if limit != nil {
			if err := limit.Wait(ctx); err != nil {
				if ctx.Err() != nil {
					return middleware.FinalizeOutput{}, middleware.Metadata{}, ctx.Err()
				}
				return middleware.FinalizeOutput{}, middleware.Metadata{}, fmt.Errorf("%w: %w", errHeldBack, err)
			}
		}
		if t, ok := ctx.Value(tripKey{}).(*trip); ok {
			t.status, t.code, t.message, t.retryAfter = 0, "", "", ""
			ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
				WroteHeaders: func() { t.wrote.Store(true) },
			})
		}
		return next.HandleFinalize(ctx, in)
	}
}

// noteAnswer reads status, code and message before the SDK does: the SDK knows
// only the error form of the Query protocol and calls every other UnknownError.
func noteAnswer(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	out, meta, err := next.HandleDeserialize(ctx, in)
	t, traced := ctx.Value(tripKey{}).(*trip)
	resp, ok := out.RawResponse.(*smithyhttp.Response)
	if err != nil || !traced || !ok {
		return out, meta, err
	}
	t.status = resp.StatusCode
	if resp.StatusCode < http.StatusMultipleChoices {
		return out, meta, nil
	}
	t.retryAfter = resp.Header.Get("Retry-After")
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody)) // a cut body leaves the status
	_ = resp.Body.Close()                                          // it was read only
	resp.Body = io.NopCloser(bytes.NewReader(body))
	t.code, t.message = errorAnswer(body)
	return out, meta, nil
}

// errorAnswer returns code and message of an error document: ErrorResponse with
// an Error inside, as IAM and STS write it, or the bare Error of S3. Both are
// "" for anything else.
func errorAnswer(body []byte) (code, message string) {
	var doc struct {
		XMLName xml.Name
		Code    string `xml:"Code"`
		Message string `xml:"Message"`
		Inner   struct {
			Code    string `xml:"Code"`
			Message string `xml:"Message"`
		} `xml:"Error"`
	}
	_ = xml.Unmarshal(body, &doc) // an HTML page is an answer without a code
	switch doc.XMLName.Local {
	case "ErrorResponse", "Response":
		code, message = doc.Inner.Code, doc.Inner.Message
	case "Error":
		code, message = doc.Code, doc.Message
	}
	return strings.TrimSuffix(strings.TrimSpace(code), "Exception"), strings.TrimSpace(message)
}
