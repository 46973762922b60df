package sandbox

import (
	"context"
	"errors"

	"keyporter/internal/store"
)

// mostDeleted is how many objects one call deletes ("DeleteObjects", S3 API
// reference).
const mostDeleted = 1000

type deletion struct {
	Key       string
	VersionID string `xml:"VersionId"`
	ETag      string
}

type deletedXML struct{ Key string }

type deleteErrorXML struct{ Key, Code, Message string }

type deletedList struct {
	Deleted []deletedXML
	Error   []deleteErrorXML
}

// deleteObjects decides on each object by itself.
func deleteObjects(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if c.request.Header.Get("Content-Md5") == "" && len(c.body.sums) == 0 {
		return nil, invalidRequest("Missing required header for this request: Content-MD5")
	}
	var asked struct {
		Object []deletion
		Quiet  bool
	}
	if err := c.body.readXML("Delete", &asked); err != nil {
		return nil, err
	}
	if len(asked.Object) == 0 || len(asked.Object) > mostDeleted {
		return nil, malformedXML()
	}
	var list deletedList
	for _, d := range asked.Object {
		err := c.deleteOne(ctx, d)
		var known *failure
		switch {
		case errors.As(err, &known):
			list.Error = append(list.Error, deleteErrorXML{d.Key, known.code, known.message})
		case err != nil:
			return nil, err
		case !asked.Quiet:
			list.Deleted = append(list.Deleted, deletedXML{d.Key})
		}
	}
	return s3Document("DeleteResult", list), nil
}

func (c *s3Call) deleteOne(ctx context.Context, d deletion) error {
	one := *c
	one.place.key = d.Key
	switch {
	case d.Key == "" || len(d.Key) > longestKey:
		return fail(0, "UserKeyMustBeSpecified", "The key is missing or too long")
	case d.VersionID != "" && d.VersionID != "null":
		return fail(0, "NoSuchVersion", "The specified version does not exist.")
	}
	if err := one.permit("DeleteObject", one.place.arn()); err != nil {
		return err
	}
	_, err := c.in.Buckets().Objects(c.bucket.Name).Delete(ctx, d.Key, func(there *store.Object) error {
		if d.ETag == "" {
			return nil
		}
		return one.matches(there, d.ETag)
	})
	return absent(err, noSuchBucket(c.bucket.Name))
}
