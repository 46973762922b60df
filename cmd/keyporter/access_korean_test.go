package main_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// english is two English words in a row, which names and JSON do not have.
var english = regexp.MustCompile(`[A-Za-z]{2,} [a-z]{2,}`)

func TestKoreanAnswersAreKorean(t *testing.T) {
	t.Parallel()
	cut := strings.Replace(smallAccount, `"UserDetailList"`, `"IsTruncated": true, "UserDetailList"`, 1)
	broken := strings.Replace(cut, `"Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectTagging"]`, `"Effect": "Perhaps"`, 1)
	silent := strings.Replace(smallBuckets, `"Name": "acme-data", "Policy": null`, `"Name": "acme-data"`, 1)
	for _, c := range []struct {
		details, buckets string
		args             []string
		code             int
	}{
		{smallAccount, smallBuckets, []string{"--format", "table"}, 0},
		{smallAccount, smallBuckets, []string{"--who", "acme-data"}, 0},
		{smallAccount, smallBuckets, []string{"--what", "ana"}, 0},
		{smallAccount, smallBuckets, []string{"--why", "ana,acme-data,write"}, 0},
		{smallAccount, smallBuckets, []string{"--why", "eve,acme-data,delete"}, 0},
		{smallAccount, smallBuckets, []string{"--why", "carol,acme-data,permissions"}, 0},
		{smallAccount, smallBuckets, []string{"--why", "kim,jin,acme-logs,read"}, 0},
		{broken, silent, []string{"--who", "acme-data"}, 3},
		{broken, silent, []string{"--why", "ana,acme-data,write"}, 3},
		{cut, silent, []string{"--what", "kim,jin"}, 3},
		{smallAccount, smallBuckets, []string{"--who", "acme"}, 2},
		{smallAccount, smallBuckets, []string{"--what", "carrol"}, 2},
		{"{]", smallBuckets, nil, 2},
		{users("{}"), smallBuckets, nil, 2},
		{users(`{"UserName": []}`), smallBuckets, nil, 2},
	} {
		code, out, errs := ask(t, c.details, c.buckets, append(c.args, "--lang", "ko")...)
		if code != c.code {
			t.Errorf("access %q --lang ko = %d %q, want %d", c.args, code, errs, c.code)
		}
		said := out + strings.TrimPrefix(errs, "keyporter: ")
		if found := english.FindString(said); found != "" {
			t.Errorf("access %q --lang ko says %q:\n%s", c.args, found, said)
		}
		if !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			t.Errorf("access %q --lang ko has no Hangul:\n%s", c.args, said)
		}
	}
}
