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
	kind      SubjectKind
	arn, name []string // of the principal; for those without a name of their own, what it begins with
	id        []string // the unique id; of a role, what aws:userid begins with
	account   []string // none: not known, or none
	tags      []iam.Tag
}

// fact returns what is known of a key, which is in lower case, in requests about
// what the owner has.
func (f *facts) fact(key string, owner []string) policy.Fact {
	switch key {
	case "aws:resourceaccount", "s3:resourceaccount":
		return exactly(owner)
	case "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:principalservicename", "aws:principalservicenameslist":
		return policy.Fact{State: policy.Absent} // only calls that a service makes itself have them
	}
	if f.kind == SubjectEveryone {
		return anonymous(key)
	}
	switch key {
	case "aws:principalisawsservice":
		return exactly([]string{"false"})
	case "aws:principalaccount":
		return exactly(f.account)
	case "aws:userid":
		if f.kind == SubjectRole && len(f.id) > 0 {
			return policy.Fact{State: policy.Begins, Values: f.id}
		}
		return exactly(f.id)
	case "aws:principalarn":
		if f.kind == SubjectGroup || f.kind == SubjectAccount && len(f.arn) > 0 {
			return policy.Fact{State: policy.Begins, Values: f.arn}
		}
		return exactly(f.arn)
	case "aws:principaltype":
		return f.principalType()
	case "aws:username":
		return f.userName()
	case "aws:federatedprovider", "aws:sourceidentity":
		if f.kind == SubjectUser || f.kind == SubjectGroup {
			return policy.Fact{State: policy.Absent} // sessions of roles have them
		}
	}
	if tag, found := strings.CutPrefix(key, "aws:principaltag/"); found && f.kind == SubjectUser {
		for i := range f.tags {
			if strings.EqualFold(f.tags[i].Key, tag) {
				return policy.Fact{State: policy.Exact, Values: []string{f.tags[i].Value}}
			}
		}
		return policy.Fact{State: policy.Absent}
	}
	return open(key)
}

// anonymous is what is known of requests that nobody signed.
func anonymous(key string) policy.Fact {
	switch key {
	case "aws:principaltype":
		return exactly([]string{"Anonymous"})
	case "aws:username", "aws:principalarn", "aws:principalaccount", "aws:principalisawsservice", "aws:principalorgid", "aws:principalorgpaths",
		"aws:multifactorauthpresent", "aws:multifactorauthage", "aws:tokenissuetime", "aws:federatedprovider", "aws:sourceidentity":
		return policy.Fact{State: policy.Absent}
	}
	if strings.HasPrefix(key, "aws:principaltag/") {
		return policy.Fact{State: policy.Absent}
	}
	return open(key)
}

func (f *facts) principalType() policy.Fact {
	switch f.kind {
	case SubjectUser, SubjectGroup:
		return exactly([]string{"User"})
	case SubjectRole:
		return exactly([]string{"AssumedRole"})
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
		return policy.Fact{State: policy.Absent}
	}
	return policy.Fact{}
}

// exactly is a key with these values; without any, it has some that is not known.
func exactly(values []string) policy.Fact {
	if len(values) == 0 || values[0] == "" {
		return policy.Fact{State: policy.Present}
	}
	return policy.Fact{State: policy.Exact, Values: values}
}

func open(key string) policy.Fact {
	if policy.AlwaysPresent(key) {
		return policy.Fact{State: policy.Present}
	}
	return policy.Fact{}
}
