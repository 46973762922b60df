package policy

import (
	"fmt"
	"strings"
)

// Code says what is wrong with a document.
type Code string

// What is no policy document at all. AWS calls each of these a syntax error.
const (
	CodeSyntax          Code = "syntax"           // not JSON
	CodeDeep            Code = "deep"             // nested too deep for any policy
	CodeType            Code = "type"             // an element has a value of the wrong type; Args: element
	CodeRepeated        Code = "repeated"         // a name stands twice in one object; Args: name
	CodeUnknown         Code = "unknown"          // no such element; Args: name
	CodeVersion         Code = "version"          // no such version of the language; Args: version
	CodeNoStatement     Code = "no-statement"     // a document without Statement
	CodeEmptyStatements Code = "empty-statements" // Statement is an empty list
	CodeEffect          Code = "effect"           // Effect is absent or neither Allow nor Deny; Args: value
	CodeBothActions     Code = "both-actions"     // Action beside NotAction
	CodeBothResources   Code = "both-resources"   // Resource beside NotResource
	CodeBothPrincipals  Code = "both-principals"  // Principal beside NotPrincipal
	CodeCondition       Code = "condition"        // Condition is not an object of objects; Args: name
	CodeOperator        Code = "operator"         // no such condition operator; Args: operator
	CodePrincipalForm   Code = "principal-form"   // Principal is neither "*" nor an object of known lists; Args: name
)

// What AWS refuses in a document that is none of the above, by its use: see
// Document.Check.
const (
	CodeOldVersion       Code = "old-version"       // a managed policy of an older Version than 2012-10-17
	CodeLegacy           Code = "legacy"            // a value that AWS's older parser refuses; Args: value
	CodeSid              Code = "sid"               // a Sid has other characters than letters and digits; Args: Sid
	CodeSidRepeated      Code = "sid-repeated"      // two statements share a Sid; Args: Sid
	CodePrincipal        Code = "principal"         // a policy that must not name principals, or not by NotPrincipal, does
	CodeNoPrincipal      Code = "no-principal"      // a policy that must name principals does not
	CodePrincipalInvalid Code = "principal-invalid" // no form of a principal; Args: kind, value
	CodeNoAction         Code = "no-action"         // neither Action nor NotAction, or an empty list
	CodeAction           Code = "action"            // an action without a service before it; Args: action
	CodeActionColons     Code = "action-colons"     // an action with several colons; Args: action
	CodeActionVendor     Code = "action-vendor"     // a service name with characters that none has; Args: service
	CodeNoResource       Code = "no-resource"       // neither Resource nor NotResource, or an empty list
	CodeResource         Code = "resource"          // a resource is neither an ARN nor *; Args: resource
	CodePartition        Code = "partition"         // an ARN of a partition that is not known; Args: partition, ARN
	CodeVendor           Code = "vendor"            // an ARN without a service, or with wildcards in it; Args: resource
	CodeRegion           Code = "region"            // a region in an ARN of a service that has none there; Args: resource, service
	CodeIAMPath          Code = "iam-path"          // an ARN of IAM about nothing that IAM has; Args: resource
)

// Error is what is wrong with a document, and where. Args are the values that
// the code's comment names, in its order.
type Error struct {
	Code     Code
	Position Position
	Args     []string
}

func newError(text string, code Code, at int, args ...string) *Error {
	return &Error{Code: code, Position: position(text, at), Args: args}
}

// Arg is the first of Args, or "".
func (e *Error) Arg() string {
	if len(e.Args) == 0 {
		return ""
	}
	return e.Args[0]
}

// Error is for logs; sentences for people are made from the code.
func (e *Error) Error() string {
	return fmt.Sprintf("policy: %s %q at line %d, column %d", e.Code, strings.Join(e.Args, ", "), e.Position.Line, e.Position.Column)
}
