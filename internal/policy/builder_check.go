package policy

import (
	"net/netip"
	"strings"
	"unicode/utf8"
)

// RecipeField is a field of a recipe, or a group of them.
type RecipeField string

// The fields that a form has.
const (
	FieldBucket    RecipeField = "bucket"
	FieldPrefix    RecipeField = "prefix"
	FieldVerbs     RecipeField = "verbs" // List, Read, Write and Delete
	FieldSourceIPs RecipeField = "source-ips"
)

// RecipeCode says what is wrong with a field of a recipe.
type RecipeCode string

// What can be wrong. The rules of buckets are those of "General purpose bucket
// naming rules", those of prefixes are of "Naming Amazon S3 objects" (Amazon S3
// User Guide).
const (
	RecipeBucketLength  RecipeCode = "bucket-length"  // not 3 to 63 characters
	RecipeBucketChars   RecipeCode = "bucket-chars"   // other characters than a-z, 0-9, periods and hyphens
	RecipeBucketEnds    RecipeCode = "bucket-ends"    // begins or ends with neither letter nor digit
	RecipeBucketPeriods RecipeCode = "bucket-periods" // two periods side by side
	RecipeBucketIP      RecipeCode = "bucket-ip"      // has the form of an IP address
	RecipeBucketAffix   RecipeCode = "bucket-affix"   // a beginning or an end that AWS keeps for itself; Arg: which
	RecipePrefixSlash   RecipeCode = "prefix-slash"   // begins with a slash, which S3 takes as a part of the name
	RecipePrefixLong    RecipeCode = "prefix-long"    // over 1,024 bytes, the longest name of an object
	RecipePrefixChars   RecipeCode = "prefix-chars"   // control characters, or bytes that are no text
	RecipeNoVerb        RecipeCode = "no-verb"        // nothing is to be allowed
	RecipeSource        RecipeCode = "source"         // neither an IP address nor a range of CIDR; Arg: the value
	RecipeSourceHost    RecipeCode = "source-host"    // a range whose address has bits beyond its length; Arg: the range that is meant
)

// RecipeProblem is one thing that is wrong with a recipe.
type RecipeProblem struct {
	Field RecipeField
	Code  RecipeCode
	Arg   string
}

// maxKey is the longest name of an object, in bytes ("Naming Amazon S3 objects").
const maxKey = 1024

// Beginnings and ends that AWS keeps for itself ("General purpose bucket naming
// rules").
var (
	reservedPrefixes = [...]string{"xn--", "sthree-", "amzn-s3-demo-"}
	reservedSuffixes = [...]string{"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"}
)

// Check returns what is wrong with the recipe, in the order of the fields: for
// each field the first thing, and each source that is wrong.
func (r Recipe) Check() []RecipeProblem {
	var list []RecipeProblem
	add := func(field RecipeField, code RecipeCode, arg string) {
		if code != "" {
			list = append(list, RecipeProblem{field, code, arg})
		}
	}
	code, affix := checkBucket(r.Bucket)
	add(FieldBucket, code, affix)
	add(FieldPrefix, checkPrefix(r.Prefix), "")
	if !r.List && !r.Read && !r.Write && !r.Delete {
		add(FieldVerbs, RecipeNoVerb, "")
	}
	for _, source := range r.SourceIPs {
		code, arg := checkSource(source)
		add(FieldSourceIPs, code, arg)
	}
	return list
}

func checkBucket(name string) (code RecipeCode, affix string) {
	switch {
	case len(name) < 3 || len(name) > 63:
		return RecipeBucketLength, ""
	case strings.IndexFunc(name, notInBucket) >= 0:
		return RecipeBucketChars, ""
	case strings.Trim(name, ".-") != name:
		return RecipeBucketEnds, ""
	case strings.Contains(name, ".."):
		return RecipeBucketPeriods, ""
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return RecipeBucketIP, ""
	}
	for _, p := range reservedPrefixes {
		if strings.HasPrefix(name, p) {
			return RecipeBucketAffix, p
		}
	}
	for _, s := range reservedSuffixes {
		if strings.HasSuffix(name, s) {
			return RecipeBucketAffix, s
		}
	}
	return "", ""
}

func notInBucket(c rune) bool {
	return (c < '0' || c > '9') && (c < 'a' || c > 'z') && c != '.' && c != '-'
}

func checkPrefix(prefix string) RecipeCode {
	switch {
	case strings.HasPrefix(prefix, "/"):
		return RecipePrefixSlash
	case len(prefix) > maxKey:
		return RecipePrefixLong
	case !utf8.ValidString(prefix) || strings.IndexFunc(prefix, func(c rune) bool { return c < 0x20 || c == 0x7f }) >= 0:
		return RecipePrefixChars
	}
	return ""
}

// checkSource refuses a range whose address is not its first, for its reader
// would take it for the address.
func checkSource(source string) (code RecipeCode, arg string) {
	network, ok := parseNetwork(source)
	if !ok {
		return RecipeSource, source
	}
	address, _, _ := strings.Cut(source, "/")
	if first, _ := parseAddress(address); first != network.Addr() {
		return RecipeSourceHost, network.String()
	}
	return "", ""
}
