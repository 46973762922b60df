package policy_test

import (
	"slices"
	"testing"

	"keyporter/internal/policy"
)

func TestKeysOfADocument(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		document string
		want     []string
	}{
		"none": {`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`, nil},
		"conditions, each once whatever its case": {`{"Version":"2012-10-17","Statement":[
			{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"},"Null":{"aws:username":"false"}}},
			{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"AWS:securetransport":"false"}}}]}`,
			[]string{"aws:SecureTransport", "aws:username"}},
		"variables, with their defaults and without escapes": {`{"Version":"2012-10-17","Statement":[
			{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::a/${aws:username}/${s3:prefix, 'none'}/${*}${?}${$}"]},
			{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::a/${ aws:userid }","Condition":{"StringLike":{"s3:prefix":"${aws:PrincipalTag/Team}/*"}}}]}`,
			[]string{"aws:PrincipalTag/Team", "aws:userid", "aws:username", "s3:prefix"}},
		"a variable that is never closed": {`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a/${aws:username}/${aws:userid"}}`, []string{"aws:username"}},
		"an older version, whose variables are text": {`{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::${aws:username}",
			"Condition":{"StringEquals":{"s3:prefix":"${aws:userid}"}}}}`, []string{"s3:prefix"}},
	} {
		doc, err := policy.Parse(c.document)
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Keys(); !slices.Equal(got, c.want) {
			t.Errorf("Keys of a document with %s = %v, want %v", name, got, c.want)
		}
	}
}
