package account

// This file words the refusals that differ from action to action: a name that is
// taken, something that is in the way, a quota, a document.

import (
	"strconv"
	"strings"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

func (f failure) taken() error {
	codes := map[string]fault.Code{
		"CreateUser":         fault.CodeUserTaken,
		"CreateGroup":        fault.CodeGroupTaken,
		"CreateLoginProfile": fault.CodeUserHasLogin,
		"CreatePolicy":       fault.CodePolicyTaken,
		"CreateAccountAlias": fault.CodeAliasTaken,
		"UpdateUser":         fault.CodeUserTaken,
		"UpdateGroup":        fault.CodeGroupTaken,
	}
	if code, ok := codes[f.action]; ok {
		return f.because(fault.Conflict, code, f.about[len(f.about)-1].name) // of a renaming, the new name
	}
	return f.conflict()
}

func (f failure) blocked() error {
	switch f.action {
	case "DeleteUser":
		return f.because(fault.Conflict, fault.CodeUserDeleteBlock, f.said())
	case "DeleteGroup":
		return f.because(fault.Conflict, fault.CodeGroupDeleteBlock, f.said())
	case "DeletePolicy":
		return f.because(fault.Conflict, fault.CodePolicyDeleteBlock, f.said())
	}
	return f.conflict()
}

func (f failure) full() error {
	if saysSize(f.message) {
		return f.because(fault.Full, fault.CodePolicySize, f.said()).At("document")
	}
	switch f.action {
	case "CreatePolicy":
		return f.because(fault.Full, fault.CodePoliciesFull, f.said())
	case "CreateAccessKey":
		return f.because(fault.Full, fault.CodeKeysFull, strconv.Itoa(iam.KeysPerUser))
	case "CreateUser":
		return f.because(fault.Full, fault.CodeUsersFull)
	case "CreateGroup":
		return f.because(fault.Full, fault.CodeGroupsFull)
	}
	return f.because(fault.Full, fault.CodeQuota, f.said())
}

// saysSize reports whether a message is about the length of a policy: "Cannot
// exceed quota for PolicySize: 6144", "Maximum policy size of 2048 bytes exceeded
// for user ana".
func saysSize(message string) bool {
	return strings.Contains(message, "PolicySize") || strings.Contains(message, "Maximum policy size")
}

// malformed belongs beside the document: AWS tells in its words what is wrong.
func (f failure) malformed() error {
	return fault.Field("document", fault.CodePolicyRefused, f.said()).Because(f.err)
}
