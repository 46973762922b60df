package access

import (
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// facts is what is known of all requests of a subject ("AWS global condition
// context keys", IAM user guide, with its notes on availability). What that page
// does not settle is open.
type facts struct {
	kind    SubjectKind
	vague   bool      // arn and id are what those of several begin with
	arn     []string  // of the principal
	name    []string  // of a user
	id      []string  // the unique id; of a role, what aws:userid begins with
	account []string  // none: not known
	tags    []iam.Tag // of a user
}

// Values that a kind of principals has for a key.
var (
	valueFalse     = []string{"false"}
	valueUser      = []string{"User"}
	valueRole      = []string{"AssumedRole"}
	valueAnonymous = []string{"Anonymous"}
)

func absent() policy.Fact { return policy.Fact{State: policy.Absent} }

// exactly is a key with these values; without any, it has some that is not known.
func exactly(values []string) policy.Fact {
	if len(values) == 0 || values[0] == "" {
		return policy.Fact{State: policy.Present}
	}
	return policy.Fact{State: policy.Exact, Values: values}
}

// begins is a key whose value begins with one of these.
func begins(values []string) policy.Fact {
	if len(values) == 0 {
		return policy.Fact{State: policy.Present}
	}
	return policy.Fact{State: policy.Begins, Values: values}
}

func open(key string) policy.Fact {
	if strings.HasPrefix(key, "aws:") && policy.AlwaysPresent(key) {
		return policy.Fact{State: policy.Present}
	}
	return policy.Fact{}
}

// fact returns what is known of a key, which is in lower case, in requests about
// what the owner has.
func (f *facts) fact(key string, owner []string) policy.Fact {
	switch key {
	case "aws:resourceaccount", "s3:resourceaccount":
		return exactly(owner)
	case "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:principalservicename", "aws:principalservicenameslist":
		return absent() // only calls that a service makes itself have them
	}
	if f.kind == SubjectEveryone {
		return anonymous(key)
	}
	switch key {
	case "aws:principalisawsservice":
		return exactly(valueFalse)
	case "aws:principalaccount":
		return exactly(f.account)
	case "aws:userid":
		if f.kind == SubjectRole {
			return begins(f.id)
		}
		return exactly(f.id)
	case "aws:principalarn":
		if f.vague {
			return begins(f.arn)
		}
		return exactly(f.arn)
	case "aws:principaltype":
		return f.principalType()
	case "aws:username":
		return f.userName()
	case "aws:federatedprovider", "aws:sourceidentity":
		if f.kind == SubjectUser || f.kind == SubjectGroup {
			return absent() // sessions of roles have them
		}
	}
	if tag, found := strings.CutPrefix(key, "aws:principaltag/"); found {
		return f.tag(tag)
	}
	return open(key)
}

// tag is a tag of a user, whose key may be in any case. Those of others may be
// any.
func (f *facts) tag(key string) policy.Fact {
	if f.kind != SubjectUser {
		return policy.Fact{}
	}
	for i := range f.tags {
		if strings.EqualFold(f.tags[i].Key, key) {
			return policy.Fact{State: policy.Exact, Values: []string{f.tags[i].Value}}
		}
	}
	return absent()
}

// anonymous is what is known of requests that nobody signed.
func anonymous(key string) policy.Fact {
	switch key {
	case "aws:principaltype":
		return exactly(valueAnonymous)
	case "aws:username", "aws:principalarn", "aws:principalaccount", "aws:principalisawsservice", "aws:principalorgid", "aws:principalorgpaths",
		"aws:multifactorauthpresent", "aws:multifactorauthage", "aws:tokenissuetime", "aws:federatedprovider", "aws:sourceidentity":
		return absent()
	}
	if strings.HasPrefix(key, "aws:principaltag/") {
		return absent()
	}
	return open(key)
}

func (f *facts) principalType() policy.Fact {
	switch f.kind {
	case SubjectUser, SubjectGroup:
		return exactly(valueUser)
	case SubjectRole:
		return exactly(valueRole)
	}
	return policy.Fact{State: policy.Present}
}

// userName is the name of users only. A member of a group has some name, and the
// principal of another account may have one.
func (f *facts) userName() policy.Fact {
	switch f.kind {
	case SubjectUser:
		return exactly(f.name)
	case SubjectGroup:
		return policy.Fact{State: policy.Present}
	case SubjectRole:
		return absent()
	}
	return policy.Fact{}
}
