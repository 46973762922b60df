package sandbox

import (
	"fmt"
	"net/http"
)

// failure is an answer of AWS that is not a success. Messages are AWS's own, in
// English, as they go over the wire.
type failure struct {
	status  int
	code    string
	message string
	asS3    bool   // written as S3 writes errors
	page    string // HTML instead of an error document, or ""
	more    []detail
}

// detail is an element that an error of S3 has beside its code and its message.
type detail struct{ name, value string }

// Codes that are looked for.
const (
	throttling    = "Throttling"
	serviceFailed = "ServiceFailure"
)

func (f *failure) Error() string { return f.code + ": " + f.message }

func fail(status int, code, format string, args ...any) error {
	return &failure{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func noSuchEntity(format string, args ...any) error {
	return fail(http.StatusNotFound, "NoSuchEntity", format, args...)
}

func alreadyExists(format string, args ...any) error {
	return fail(http.StatusConflict, "EntityAlreadyExists", format, args...)
}

func deleteConflict(format string, args ...any) error {
	return fail(http.StatusConflict, "DeleteConflict", format, args...)
}

func limitExceeded(format string, args ...any) error {
	return fail(http.StatusConflict, "LimitExceeded", format, args...)
}

func quotaExceeded(name string, quota int) error {
	return limitExceeded("Cannot exceed quota for %s: %d", name, quota)
}

func invalidInput(format string, args ...any) error {
	return fail(http.StatusBadRequest, "InvalidInput", format, args...)
}

func validation(format string, args ...any) error {
	return fail(http.StatusBadRequest, "ValidationError", format, args...)
}

func malformedPolicy(format string, args ...any) error {
	return fail(http.StatusBadRequest, "MalformedPolicyDocument", format, args...)
}

func invalidAction(name, version string) error {
	return fail(http.StatusBadRequest, "InvalidAction", "Could not find operation %s for version %s", name, version)
}

func signatureRefused(format string, args ...any) error {
	return fail(http.StatusForbidden, "SignatureDoesNotMatch", format, args...)
}

func throttled() error { return fail(http.StatusBadRequest, throttling, "Rate exceeded") }

func serviceFailure() error {
	return fail(http.StatusInternalServerError, serviceFailed, "The request processing has failed because of an unknown error, exception or failure.")
}

func concurrentModification() error {
	return fail(http.StatusConflict, "ConcurrentModification", "The request was rejected because multiple requests to change this object were submitted simultaneously.")
}
