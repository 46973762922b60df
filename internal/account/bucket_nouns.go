package account

// This file has the documents of S3 as XML and turns them into nouns.

import (
	"encoding/xml"
	"time"

	"keyporter/internal/iam"
)

// marker is where a list goes on; "" where it ends.
type marker string

func (m marker) marker() *string {
	if m == "" {
		return nil
	}
	return ptr(m)
}

type bucketPage struct {
	XMLName xml.Name      `xml:"ListAllMyBucketsResult"`
	Buckets []bucketEntry `xml:"Buckets>Bucket"`
	Next    marker        `xml:"ContinuationToken"`
}

type bucketEntry struct {
	Name   string `xml:"Name"`
	Date   string `xml:"CreationDate"`
	Region string `xml:"BucketRegion"`
}

func (b bucketEntry) created() time.Time {
	at, err := time.Parse(time.RFC3339, b.Date)
	if err != nil {
		return time.Time{} // as every field that a server does not give
	}
	return at.UTC()
}

type locationDocument struct {
	XMLName xml.Name `xml:"LocationConstraint"`
	Text    string   `xml:",chardata"`
}

// region returns the region by its name of today.
// Rule: LocationConstraint, GetBucketLocation, S3 API reference.
func (d *locationDocument) region() string {
	switch d.Text {
	case "":
		return "us-east-1"
	case "EU":
		return "eu-west-1"
	}
	return d.Text
}

type blockDocument struct {
	XMLName               xml.Name `xml:"PublicAccessBlockConfiguration"`
	BlockPublicACLs       bool     `xml:"BlockPublicAcls"`
	IgnorePublicACLs      bool     `xml:"IgnorePublicAcls"`
	BlockPublicPolicy     bool     `xml:"BlockPublicPolicy"`
	RestrictPublicBuckets bool     `xml:"RestrictPublicBuckets"`
}

func (d *blockDocument) block() *iam.PublicAccessBlock {
	return &iam.PublicAccessBlock{
		BlockPublicACLs: d.BlockPublicACLs, IgnorePublicACLs: d.IgnorePublicACLs,
		BlockPublicPolicy: d.BlockPublicPolicy, RestrictPublicBuckets: d.RestrictPublicBuckets,
	}
}

type ownershipDocument struct {
	XMLName xml.Name        `xml:"OwnershipControls"`
	Rules   []iam.Ownership `xml:"Rule>ObjectOwnership"`
}

func (d *ownershipDocument) ownership() iam.Ownership {
	if len(d.Rules) == 0 {
		return ""
	}
	return d.Rules[0] // there is one at most
}

type aclDocument struct {
	XMLName xml.Name `xml:"AccessControlPolicy"`
	Owner   string   `xml:"Owner>ID"`
	List    []struct {
		ID         string `xml:"Grantee>ID"`
		URI        string `xml:"Grantee>URI"`
		Mail       string `xml:"Grantee>EmailAddress"`
		Permission string `xml:"Permission"`
	} `xml:"AccessControlList>Grant"`
}

func (d *aclDocument) grants() []iam.Grant {
	var list []iam.Grant
	for _, g := range d.List {
		if g.ID != "" && g.ID == d.Owner {
			continue
		}
		list = append(list, iam.Grant{Grantee: g.URI + g.ID + g.Mail, Permission: g.Permission}) // each has one of the three
	}
	return list
}

type tagsDocument struct {
	XMLName xml.Name `xml:"Tagging"`
	List    []struct {
		Key   string `xml:"Key"`
		Value string `xml:"Value"`
	} `xml:"TagSet>Tag"`
}

func (d *tagsDocument) tags() []iam.Tag {
	var list []iam.Tag
	for _, t := range d.List {
		list = append(list, iam.Tag{Key: t.Key, Value: t.Value})
	}
	return list
}
