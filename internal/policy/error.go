package policy

import "fmt"

// Code says what is wrong with a document.
type Code string

// What can be wrong with a document.
const (
	CodeSyntax          Code = "syntax"           // not JSON
	CodeDeep            Code = "deep"             // nested too deep for any policy
	CodeType            Code = "type"             // an element has a value of the wrong type
	CodeRepeated        Code = "repeated"         // an element stands twice in one object
	CodeUnknown         Code = "unknown"          // no such element
	CodeVersion         Code = "version"          // no such version of the language
	CodeNoStatement     Code = "no-statement"     // a document without statements
	CodeEffect          Code = "effect"           // neither Allow nor Deny, or absent
	CodeNoAction        Code = "no-action"        // neither Action nor NotAction, or an empty list
	CodeBothActions     Code = "both-actions"     // Action beside NotAction
	CodeAction          Code = "action"           // an action is not written service:name
	CodeNoResource      Code = "no-resource"      // an identity policy's statement without resources
	CodeBothResources   Code = "both-resources"   // Resource beside NotResource
	CodeResource        Code = "resource"         // a resource is neither an ARN nor *
	CodeSid             Code = "sid"              // a Sid has other characters than letters and digits
	CodeSidRepeated     Code = "sid-repeated"     // two statements share a Sid
	CodePrincipal       Code = "principal"        // an identity policy that names a principal
	CodeBothPrincipals  Code = "both-principals"  // Principal beside NotPrincipal
	CodeCondition       Code = "condition"        // Condition is not an object of objects
	CodeEmptyStatements Code = "empty-statements" // Statement is an empty list
)

// Error is what is wrong with a document, and where. Arg is the element or the
// value that is meant; it may be "".
type Error struct {
	Code     Code
	Position Position
	Arg      string
}

// Error is for logs; sentences for people are made from the code.
func (e *Error) Error() string {
	return fmt.Sprintf("policy: %s %q at line %d, column %d", e.Code, e.Arg, e.Position.Line, e.Position.Column)
}
