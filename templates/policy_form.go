package templates

import (
	"errors"

	"keyporter/internal/fault"
	"keyporter/internal/policy"
)

// The ways to write a policy, as ?by= and forms name them.
const (
	ByJSON = "json"
	ByS3   = "s3"
)

// What the buttons of a policy's form ask for, as the field "do" names them. The
// form is drawn again for all but DoReview.
const (
	DoReview    = "review"
	DoCheck     = "check"
	DoJSON      = "json"
	DoS3        = "s3"
	DoReadOnly  = "read-only"
	DoReadWrite = "read-write"
	DoEdit      = "edit" // from the review back to the form
)

// PolicyForm writes a policy: it asks how, or is the JSON editor, or the S3
// form. Nothing is saved before PolicyReview.
type PolicyForm struct {
	Page
	Lead     string
	Own      string // address of the form itself
	BackURL  string
	By       string // "" asks how
	Named    bool   // the name is asked for
	NameHint string
	Managed  bool // path and description are asked for
	Name     string
	Path     string
	About    string
	Base     string // what is edited: a version, or the hash of an inline document
	Theirs   Diff   // what somebody else saved meanwhile
	Document string
	AsS3     bool // the S3 form can show the document
	Recipe   RecipeFields
	Checked  bool // the document was read
	Asked    bool // by the button: what was found is read first
	Reading  PolicyReading
	Fault    *fault.Fault
}

// RecipeFields are the fields of the S3 form as they were filled in.
type RecipeFields struct {
	Bucket, Prefix, Sources        string
	List, Read, Write, Delete, MFA bool
}

// Check adds what a check finds in the document. Its remarks lead to the editor,
// where scripts put the cursor into their line.
func (p PolicyForm) Check(use policy.Use) PolicyForm {
	p.Checked, p.Reading = true, newReading(p.T, p.Document, use)
	for i := range p.Reading.Remarks {
		p.Reading.Remarks[i].URL = "#document"
	}
	return p
}

// fields are those that the form has, for the list of mistakes.
func (p PolicyForm) fields() []string {
	list := []string{"document"}
	if p.By == ByS3 {
		list = []string{"bucket", "prefix", "may", "sources"}
	}
	if p.Named {
		list = append(list, "name")
	}
	if p.Managed {
		list = append(list, "path", "description")
	}
	return list
}

// languageFault returns what is wrong with a policy document, when that is what
// the fault says.
func languageFault(f *fault.Fault) *policy.Error {
	var wrong *policy.Error
	if f != nil && f.Code == fault.CodePolicyDocument && errors.As(f.Cause, &wrong) {
		return wrong
	}
	return nil
}
