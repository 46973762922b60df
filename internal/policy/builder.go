package policy

import "strings"

// Recipe says in a few fields who may do what in a bucket of S3, or below a
// prefix in it. Prefix is plain text that the names of objects begin with: one
// that means a folder ends in a slash. SourceIPs are addresses or ranges of
// CIDR; without any, requests may come from everywhere. MFA asks for requests
// that are signed with a session which began with MFA.
type Recipe struct {
	Bucket, Prefix            string
	List, Read, Write, Delete bool
	SourceIPs                 []string
	MFA                       bool
}

// What a recipe grants ("Actions, resources, and condition keys for Amazon S3",
// Service Authorization Reference). Each is the least that does it:
//
//   - to list is ListBucket, which all listing calls of objects need, limited to
//     the prefix by the key s3:prefix. Tools that list ask for the bucket's
//     region first, by GetBucketLocation, which knows no s3:prefix.
//   - to read is GetObject alone. GetObjectVersion would open what was
//     overwritten and deleted as well; reading what is there needs no more.
//   - to write is PutObject, which covers all of a multipart upload, and what a
//     client needs to resume one or to give it up. To find forgotten ones it
//     lists the bucket's uploads; that has no key to limit it to a prefix and
//     would tell names outside, so that only the whole bucket's recipe has it.
//   - to delete is DeleteObject. Where the bucket keeps versions, they stay.
const (
	recipeList    = "s3:ListBucket"
	recipeRegion  = "s3:GetBucketLocation"
	recipeRead    = "s3:GetObject"
	recipeWrite   = "s3:PutObject"
	recipeAbort   = "s3:AbortMultipartUpload"
	recipeParts   = "s3:ListMultipartUploadParts"
	recipeUploads = "s3:ListBucketMultipartUploads"
	recipeDelete  = "s3:DeleteObject"
)

const (
	bucketARN  = "arn:aws:s3:::"
	keyPrefix  = "s3:prefix"
	keySource  = "aws:SourceIp"
	keyMFA     = "aws:MultiFactorAuthPresent"
	opLike     = "StringLike"
	opNetworks = "IpAddress"
	opBool     = "Bool"
)

// Document makes the policy of a recipe in which Check finds nothing wrong.
func (r Recipe) Document() *Document {
	d := &Document{Version: Version2012}
	add := func(sid, resource string, actions []string, more ...Condition) {
		if len(actions) > 0 {
			d.Statements = append(d.Statements, Statement{
				Sid: sid, Effect: Allow, Actions: plainTexts(actions), Resources: plainTexts([]string{resource}),
				Conditions: append(more, r.conditions()...),
			})
		}
	}
	bucket := bucketARN + r.Bucket
	below := escapePattern(r.Prefix) + "*"
	add("Bucket", bucket, r.bucketActions())
	if r.List && r.Prefix != "" {
		add("List", bucket, []string{recipeList}, newCondition(opLike, keyPrefix, []string{below}))
	}
	add("Objects", bucket+"/"+below, r.objectActions())
	read, err := Parse(d.JSON()) // so that it has its text, and places in it
	if err != nil {
		return d // a recipe with bytes that are no text
	}
	return read
}

// bucketActions are those on the bucket without regard to the prefix.
func (r Recipe) bucketActions() []string {
	var actions []string
	if r.List && r.Prefix == "" {
		actions = append(actions, recipeList)
	}
	if r.List {
		actions = append(actions, recipeRegion)
	}
	if r.Write && r.Prefix == "" {
		actions = append(actions, recipeUploads)
	}
	return actions
}

func (r Recipe) objectActions() []string {
	var actions []string
	if r.Read {
		actions = append(actions, recipeRead)
	}
	if r.Write {
		actions = append(actions, recipeWrite, recipeAbort, recipeParts)
	}
	if r.Delete {
		actions = append(actions, recipeDelete)
	}
	return actions
}

// conditions are those of every statement. A request that does not tell its
// address, or whether there was MFA, fails them.
func (r Recipe) conditions() []Condition {
	var list []Condition
	if len(r.SourceIPs) > 0 {
		list = append(list, newCondition(opNetworks, keySource, r.SourceIPs))
	}
	if r.MFA {
		list = append(list, newCondition(opBool, keyMFA, []string{"true"}))
	}
	return list
}

func newCondition(operator, key string, values []string) Condition {
	return Condition{Operator: operator, Key: key, Values: plainTexts(values)}
}

func plainTexts(values []string) []Text {
	list := make([]Text, len(values))
	for i, v := range values {
		list[i].Value = v
	}
	return list
}

// escapePattern makes plain characters of what means something in a pattern
// ("IAM policy elements: Variables and tags", special characters).
func escapePattern(s string) string {
	return strings.NewReplacer("*", "${*}", "?", "${?}", "$", "${$}").Replace(s)
}

// plainPattern reads what escapePattern wrote. It reports false for a pattern
// with wildcards or variables in it.
func plainPattern(s string) (string, bool) {
	t := newTemplate(s, true, true)
	var b strings.Builder
	for i := range t {
		if t[i].kind != literal {
			return "", false
		}
		b.WriteString(t[i].text)
	}
	return b.String(), true
}
