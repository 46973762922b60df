package templates

import (
	"keyporter/internal/access"
	"keyporter/internal/iam"
)

// Buckets, and who reaches them.

func BucketsURL() string                  { return "/buckets" }
func BucketURL(name string) string        { return "/buckets/" + seg(name) }
func AccessURL() string                   { return "/access" }
func ExplainURL() string                  { return "/access/explain" }
func WhatIfURL() string                   { return "/access/what-if" }
func UserAccessURL(n iam.UserName) string { return UserURL(n) + "/access" }

// WhatIfOfURL is the form that asks what a policy more at a user would do.
func WhatIfOfURL(n iam.UserName) string { return query(WhatIfURL(), "holder", string(n)) }

// BucketAskedURL is a bucket's page with one question.
func BucketAskedURL(name, action string) string { return query(BucketURL(name), "can", action) }

// WhyURL asks what a subject can do on a bucket; action may be "".
func WhyURL(s access.Subject, bucket, action string) string {
	return query(ExplainURL(), "who", WhoWord(s), "can", action, "on", bucket)
}

// WhoWord writes a subject as addresses and forms do: a user by its name, others
// with their kind before it.
func WhoWord(s access.Subject) string {
	switch s.Kind {
	case access.SubjectUser:
		return s.Name
	case access.SubjectEveryone:
		return "everyone:"
	}
	return string(s.Kind) + ":" + s.Name
}
