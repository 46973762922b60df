package account

// This file is the one table that makes faults of what AWS answers. No other
// file of the program reads an AWS error code. Sources: the common errors of
// the IAM, STS and S3 API references, and each action's own list.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"

	"keyporter/internal/fault"
)

// Waits that a Busy fault advises where AWS does not.
const (
	afterThrottle = 5 * time.Second
	afterChange   = 5 * time.Second
	afterReuse    = time.Minute // "… within several minutes" (EntityTemporarilyUnmodifiable)
)

// maxMessage is how much of a message of AWS is shown.
const maxMessage = 1000

var (
	errCutShort   = errors.New("a list ended before its last page")
	errUnreadable = errors.New("the answer could not be read")
)

// failure is a call that gave no result.
type failure struct {
	*trip
	line
	about []thing
	err   error
}

// fault returns the error that leaves the package.
func (f failure) fault() error {
	switch {
	case errors.Is(f.err, errNotThere):
		return f.notOffered()
	case errors.Is(f.err, errHeldBack):
		return f.busy(fault.CodeAwsThrottled, afterThrottle)
	case f.change && f.wrote.Load() && f.status < http.StatusMultipleChoices:
		return f.lost()
	case errors.Is(f.err, context.Canceled):
		return fmt.Errorf("%s: %w", f.action, f.err)
	case errors.Is(f.err, errNoCredential):
		return f.because(fault.Away, fault.CodeAwsNoCredential)
	case f.status >= http.StatusMultipleChoices:
		return f.answered()
	case f.status != 0: // a result that cannot be read
		return f.lost()
	}
	var send *smithyhttp.RequestSendError
	if errors.As(f.err, &send) || errors.Is(f.err, context.DeadlineExceeded) {
		return f.because(fault.Away, fault.CodeAwsUnreachable, f.endpoint)
	}
	return fmt.Errorf("%s: %w", f.action, f.err)
}

// lost is a call whose answer is not known. A result that cannot be read may
// hold a secret: it stays out of the cause.
func (f failure) lost() error {
	if f.change {
		if f.status != 0 && f.status < http.StatusMultipleChoices {
			f.err = fmt.Errorf("%s, status %d: %w", f.action, f.status, errUnreadable)
		}
		return f.because(fault.Unknown, fault.CodeAwsUnknown, f.action)
	}
	return f.because(fault.Away, fault.CodeAwsUnreachable, f.endpoint)
}

// byCode says what each error code of AWS is. A suffix Exception is cut before.
var byCode = map[string]func(failure) error{
	"NoSuchEntity": failure.absent,

	"EntityAlreadyExists": failure.taken,
	"DeleteConflict":      failure.blocked,
	"LimitExceeded":       failure.full,
	"UnmodifiableEntity":  failure.conflict,
	"PolicyNotAttachable": failure.conflict,

	"ValidationError":         failure.invalid,
	"Validation":              failure.invalid,
	"InvalidInput":            failure.invalid,
	"InvalidParameterValue":   failure.invalid,
	"MalformedPolicyDocument": failure.malformed,
	"PasswordPolicyViolation": failure.password,

	"AccessDenied":          failure.denied,
	"UnauthorizedOperation": failure.denied,
	"NotAuthorized":         failure.denied,

	"NoSuchBucket":                         failure.noBucket,
	"NoSuchBucketPolicy":                   failure.unset,
	"NoSuchPublicAccessBlockConfiguration": failure.unset,
	"OwnershipControlsNotFoundError":       failure.unset,
	"NoSuchTagSet":                         failure.unset,

	"ReportNotPresent": failure.noReport,
	"ReportExpired":    failure.noReport,
	"ReportInProgress": failure.noReport,

	"ConcurrentModification":        failure.changing,
	"EntityTemporarilyUnmodifiable": failure.reused,

	"InvalidClientTokenId":       failure.credentials,
	"InvalidAccessKeyId":         failure.credentials,
	"UnrecognizedClient":         failure.credentials,
	"ExpiredToken":               failure.credentials,
	"InvalidToken":               failure.credentials,
	"TokenRefreshRequired":       failure.credentials,
	"MissingAuthenticationToken": failure.credentials,
	"IncompleteSignature":        failure.credentials,
	"AuthFailure":                failure.credentials,
	"SignatureDoesNotMatch":      failure.signature,
	"InvalidSignature":           failure.signature,
	"RequestTimeTooSkewed":       failure.clock,
	"RequestExpired":             failure.clock,
	"RequestInTheFuture":         failure.clock,

	"InvalidAction":    failure.notOffered,
	"UnknownOperation": failure.notOffered,
	"NotImplemented":   failure.notOffered,
	"MethodNotAllowed": failure.notOffered,
	// The SDK sends every parameter that its model requires, so a server that
	// misses one does not know the action (seen at MinIO).
	"MissingParameter": failure.notOffered,
}

// throttles are the codes that mean the request was not looked at, whatever the
// status (the SDK's own list, and S3's).
var throttles = map[string]bool{
	"Throttling": true, "Throttled": true, "ThrottledRequest": true, "RequestThrottled": true,
	"TooManyRequests": true, "RequestLimitExceeded": true, "BandwidthLimitExceeded": true,
	"ProvisionedThroughputExceeded": true, "PriorRequestNotComplete": true,
	"EC2Throttled": true, "SlowDown": true,
}

// answered is a call that AWS answered with an error.
func (f failure) answered() error {
	switch {
	case throttles[f.code] || f.status == http.StatusTooManyRequests:
		return f.busy(fault.CodeAwsThrottled, afterThrottle)
	case f.status == http.StatusNotImplemented:
		return f.notOffered()
	case f.status >= http.StatusInternalServerError,
		f.status == http.StatusRequestTimeout, f.code == "RequestTimeout":
		return f.lost()
	}
	if known, ok := byCode[f.code]; ok {
		return known(f)
	}
	switch {
	case f.status < http.StatusBadRequest: // a redirect, which nobody follows
		return f.because(fault.Away, fault.CodeAwsUnreachable, f.endpoint)
	case f.status == http.StatusMethodNotAllowed:
		return f.notOffered()
	case f.status == http.StatusUnauthorized, f.status == http.StatusForbidden:
		return f.denied()
	case f.status == http.StatusNotFound && f.code == "" && len(f.about) == 0: // a server without the service
		return f.notOffered()
	case f.status == http.StatusNotFound:
		return f.because(fault.NotFound, fault.CodeAwsRefused, f.name(), f.said())
	case f.status == http.StatusConflict:
		return f.conflict()
	}
	return f.invalid()
}

// absent finds the thing that is missing by the words of AWS's message. No name
// can be taken for them: names have no spaces.
func (f failure) absent() error {
	said := strings.ToLower(f.message)
	for _, a := range f.about {
		if a.phrase != "" && strings.Contains(said, a.phrase) {
			return f.missing(a)
		}
	}
	if len(f.about) > 0 {
		return f.missing(f.about[0])
	}
	return f.missing(aCredential(""))
}

func (f failure) missing(a thing) error {
	if a.phrase == "" {
		return f.because(fault.NotFound, a.absent, f.name(), f.said())
	}
	return f.because(fault.NotFound, a.absent, a.name)
}

func (f failure) signature() error {
	said := strings.ToLower(f.message) // "Signature expired: …", "Signature not yet current: …"
	if strings.Contains(said, "expired") || strings.Contains(said, "not yet current") {
		return f.clock()
	}
	return f.credentials()
}

func (f failure) password() error {
	return fault.Field("password", fault.CodePassword, f.said()).Because(f.err)
}

// permissions are those that are not called as the operation that needs them
// (Service Authorization Reference, S3). Each of IAM and STS is.
var permissions = map[string]string{
	"ListBuckets":          "ListAllMyBuckets",
	"GetPublicAccessBlock": "GetBucketPublicAccessBlock",
}

// denied names the permission as policies do.
func (f failure) denied() error {
	return f.because(fault.Denied, fault.CodeAwsDenied, f.service+":"+cmp.Or(permissions[f.action], f.action), f.said())
}

func (f failure) noBucket() error { return errGone }

func (f failure) unset() error { return errUnset }

func (f failure) conflict() error {
	return f.because(fault.Conflict, fault.CodeConflict, f.name(), f.said())
}

func (f failure) invalid() error {
	return f.because(fault.Invalid, fault.CodeAwsRefused, f.name(), f.said())
}

func (f failure) credentials() error {
	return f.because(fault.Away, fault.CodeAwsCredentials, f.name())
}

func (f failure) clock() error { return f.because(fault.Away, fault.CodeAwsClock) }

func (f failure) notOffered() error {
	return f.because(fault.NotFound, fault.CodeAwsNotOffered, f.action)
}

func (f failure) noReport() error {
	return f.because(fault.Busy, fault.CodeAwsReport, f.name())
}

func (f failure) changing() error { return f.busy(fault.CodeAwsInProgress, afterChange) }

func (f failure) reused() error { return f.busy(fault.CodeAwsInProgress, afterReuse) }

func (f failure) busy(code fault.Code, after time.Duration) error {
	if s, err := strconv.Atoi(f.retryAfter); err == nil && s > 0 && s <= 3600 {
		after = time.Duration(s) * time.Second
	}
	b := f.because(fault.Busy, code)
	b.After = after
	return b
}

func (f failure) because(kind fault.Kind, code fault.Code, args ...string) *fault.Fault {
	return fault.New(kind, code, args...).Because(f.err)
}

// name is the AWS code, or the status where the answer has none.
func (f failure) name() string {
	if f.code == "" {
		return "HTTP " + strconv.Itoa(f.status)
	}
	return f.code
}

// said is the AWS message, at most maxMessage characters of it.
func (f failure) said() string {
	if r := []rune(f.message); len(r) > maxMessage {
		return string(r[:maxMessage]) + "…"
	}
	return f.message
}
