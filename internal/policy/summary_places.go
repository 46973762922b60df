package policy

import (
	"slices"
	"strings"
)

// What a statement is about ("Resource types defined by Amazon S3" and "…by AWS
// Identity and Access Management", Service Authorization Reference). Names may
// contain policy variables.
const (
	PlaceEverywhere  PhraseCode = "place-everywhere"
	PlaceIn          PhraseCode = "place-in"           // bucket: all in it that the deeds are about
	PlaceBucket      PhraseCode = "place-bucket"       // bucket: itself, not its objects
	PlaceObjects     PhraseCode = "place-objects"      // bucket: its objects, not itself
	PlaceBelow       PhraseCode = "place-below"        // bucket, prefix that ends in a slash: the objects below it
	PlaceBeginning   PhraseCode = "place-beginning"    // bucket, prefix: the objects whose names begin so
	PlaceObject      PhraseCode = "place-object"       // bucket, object
	PlaceObjectsLike PhraseCode = "place-objects-like" // bucket, pattern
	PlaceLike        PhraseCode = "place-like"         // pattern of names of buckets and of bucket/object
	PlaceEveryBucket PhraseCode = "place-every-bucket" // all in any bucket that the deeds are about
	PlaceAllS3       PhraseCode = "place-all-s3"       // all buckets and objects
	PlaceAllObjects  PhraseCode = "place-all-objects"  // the objects of all buckets
	PlaceOwnUser     PhraseCode = "place-own-user"     // the user who makes the request
	PlaceOwnMFA      PhraseCode = "place-own-mfa"      // the MFA device that has the name of that user
	PlaceResource    PhraseCode = "place-resource"     // the text of an ARN, which may be a pattern
	PlaceNowhere     PhraseCode = "place-nowhere"      // the list is empty
)

// locate puts in what the statement is about.
func (one *Sentence) locate(s *Statement, variables bool) {
	list := s.Resources
	if one.Elsewhere = s.NotResources != nil; one.Elsewhere {
		list = s.NotResources
	}
	switch {
	case list == nil:
		return
	case len(list) == 0:
		one.Places = []Phrase{{Code: PlaceNowhere}}
	case anyText(list, func(r string) bool { return r == "*" }):
		one.Places = []Phrase{{Code: PlaceEverywhere}}
	default:
		one.Places = places(list, variables)
	}
	about := anyScope
	if one.Code == SentenceDeeds {
		about = scopeOf(one.Deeds)
	}
	once := onlyOnce{}
	said := one.Places[:0]
	for _, p := range one.Places {
		if about == accountScope && p.Code == PlaceEverywhere && !one.Elsewhere {
			continue
		}
		p.Code = p.Code.within(about)
		if once.first(p.id()) {
			said = append(said, p)
		}
	}
	one.Places = said
}

// within shortens a place that holds more than the deeds are about.
func (p PhraseCode) within(about scope) PhraseCode {
	onBuckets, onObjects := about == bucketScope, about == objectScope
	switch {
	case p == PlaceBucket && onBuckets, p == PlaceObjects && onObjects:
		return PlaceIn
	case (onBuckets || onObjects) && (p == PlaceEverywhere || p == PlaceAllS3), p == PlaceAllObjects && onObjects:
		return PlaceEveryBucket
	}
	return p
}

// places reads the resources; a bucket and its objects are one place.
func places(list []Text, variables bool) []Phrase {
	var out []Phrase
	at := map[string]int{}
	for _, r := range list {
		p := newPlace(r.Value, variables)
		if _, again := at[p.id()]; again {
			continue
		}
		twin := Phrase{map[PhraseCode]PhraseCode{PlaceBucket: PlaceObjects, PlaceObjects: PlaceBucket}[p.Code], p.Args}
		i, found := at[twin.id()]
		if found {
			out[i].Code = PlaceIn
		} else {
			i = len(out)
			out = append(out, p)
		}
		at[p.id()] = i
	}
	return out
}

// newPlace reads a resource.
func newPlace(resource string, variables bool) Phrase {
	raw := Phrase{PlaceResource, []string{resource}}
	partition, rest, _ := strings.Cut(strings.TrimPrefix(resource, "arn:"), ":")
	if !strings.HasPrefix(resource, "arn:") || partition != "aws" && partition != "*" {
		return raw // another partition is told by the ARN
	}
	if name, ok := strings.CutPrefix(rest, "s3:::"); ok {
		return s3Place(raw, name, variables)
	}
	if account, ok := strings.CutPrefix(rest, "iam::"); ok && variables {
		switch _, own, _ := strings.Cut(account, ":"); own {
		case "user/${aws:username}":
			return Phrase{Code: PlaceOwnUser}
		case "mfa/${aws:username}":
			return Phrase{Code: PlaceOwnMFA}
		}
	}
	return raw
}

// s3Place reads what stands behind arn:aws:s3:::, a bucket or bucket/object. A
// wildcard in the bucket's name may cover a slash as well.
func s3Place(raw Phrase, name string, variables bool) Phrase {
	bucket, object, inside := cutOutside(name, variables)
	below, star := strings.CutSuffix(object, "*")
	switch {
	case name == "*":
		return Phrase{Code: PlaceAllS3}
	case name == "*/*":
		return Phrase{Code: PlaceAllObjects}
	case hasWildcard(bucket, variables):
		return Phrase{PlaceLike, []string{name}}
	case bucket == "" || inside && object == "":
		return raw
	}
	bucket = unescaped(bucket, variables)
	switch {
	case !inside:
		return Phrase{PlaceBucket, []string{bucket}}
	case object == "*":
		return Phrase{PlaceObjects, []string{bucket}}
	case !hasWildcard(object, variables):
		return Phrase{PlaceObject, []string{bucket, unescaped(object, variables)}}
	case star && !hasWildcard(below, variables) && !strings.HasSuffix(below, "/"):
		return Phrase{PlaceBeginning, []string{bucket, unescaped(below, variables)}}
	case star && !hasWildcard(below, variables):
		return Phrase{PlaceBelow, []string{bucket, unescaped(below, variables)}}
	}
	return Phrase{PlaceObjectsLike, []string{bucket, object}}
}

// cutOutside cuts at the first slash that is not within a variable.
func cutOutside(s string, variables bool) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		if length := strings.IndexByte(s[i:], '}'); variables && strings.HasPrefix(s[i:], "${") && length > 0 {
			i += length
		} else if s[i] == '/' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func hasWildcard(pattern string, variables bool) bool {
	return slices.ContainsFunc(newTemplate(pattern, variables, true), func(p piece) bool { return p.kind == star || p.kind == question })
}

// unescaped turns the escapes of a pattern without wildcards into what they
// stand for. Other variables stay as they are.
func unescaped(pattern string, variables bool) string {
	if !variables {
		return pattern
	}
	return strings.NewReplacer("${*}", "*", "${?}", "?", "${$}", "$").Replace(pattern)
}
