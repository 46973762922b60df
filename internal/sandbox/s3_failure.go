package sandbox

import (
	"context"
	"errors"
	"net/http"
)

// s3Fail is fail with the details that S3 adds to an error.
func s3Fail(status int, code, message string, more ...detail) error {
	return &failure{status: status, code: code, message: message, more: more}
}

// s3Failure is what S3 says of an error. Only here is an unforeseen one logged.
func (s *Sandbox) s3Failure(ctx context.Context, err error) *failure {
	var known *failure
	if !errors.As(err, &known) {
		s.log.ErrorContext(ctx, "sandbox failure", "service", s3, "error", err)
		known = &failure{code: serviceFailed}
	}
	switch known.code {
	case serviceFailed:
		return &failure{status: http.StatusInternalServerError, code: "InternalError", message: "We encountered an internal error. Please try again."}
	case throttling:
		return &failure{status: http.StatusServiceUnavailable, code: "SlowDown", message: "Please reduce your request rate."}
	}
	return known
}

func invalidRequest(format string, args ...any) error {
	return fail(http.StatusBadRequest, "InvalidRequest", format, args...)
}

func invalidArgument(name, value, message string) error {
	return s3Fail(http.StatusBadRequest, "InvalidArgument", message, detail{"ArgumentName", name}, detail{"ArgumentValue", value})
}

func malformedXML() error {
	return fail(http.StatusBadRequest, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
}

func notImplemented(what string) error {
	return s3Fail(http.StatusNotImplemented, "NotImplemented", "A header or query you provided requested a function that is not implemented.", detail{"Header", what})
}

func noSuchBucket(name string) error {
	return s3Fail(http.StatusNotFound, "NoSuchBucket", "The specified bucket does not exist", detail{"BucketName", name})
}

// notSet is what S3 says of a setting that a bucket does not have.
func (c *s3Call) notSet(code, message string) error {
	return s3Fail(http.StatusNotFound, code, message, detail{"BucketName", c.bucket.Name})
}
