package policy_test

import (
	"errors"
	"testing"

	"keyporter/internal/policy"
)

func TestAnAccountTakesResourcesOfItsOwnPartitionOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		resource, partition string
		want                policy.Code
	}{
		{"arn:aws:s3:::reports", "aws", ""},
		{"arn:*:s3:::reports", "aws", ""},
		{"arn:aws-*:s3:::reports", "aws", ""},
		{"*", "aws", ""},
		{"arn:aws-cn:s3:::reports", "aws", policy.CodePartition},
		{"arn:aws:s3:::reports", "aws-cn", policy.CodePartition},
		{"arn:aws-cn:s3:::reports", "aws-cn", ""},
		{"arn:aws-cn:s3:::reports", "", ""},
		{"arn:nowhere:s3:::reports", "", policy.CodePartition},
	} {
		doc, err := policy.Parse(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"` + c.resource + `"}}`)
		if err != nil {
			t.Fatal(err)
		}
		err = doc.CheckIn(policy.UseManaged, c.partition)
		var wrong *policy.Error
		if errors.As(err, &wrong); (err != nil) != (c.want != "") || wrong != nil && wrong.Code != c.want {
			t.Errorf("CheckIn(%q) of %s = %v, want %q", c.partition, c.resource, err, c.want)
		}
	}
}

func TestTheFirstOfSeveralFaultyResourcesIsReported(t *testing.T) {
	t.Parallel()
	_, err := policy.Read(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":["zoo","ape","arn:aws:s3:::bee"]}}`, policy.UseManaged)
	var wrong *policy.Error
	if !errors.As(err, &wrong) || wrong.Code != policy.CodeResource || wrong.Arg() != "ape" {
		t.Errorf("Read with the faulty resources zoo and ape = %v, want ape", err)
	}
}
