package sandbox

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"keyporter/internal/store"
)

// Bounds of tags ("Using cost allocation S3 bucket tags" and "Categorizing your
// objects using tags", S3 user guide).
const (
	bucketTags      = 50
	objectTags      = 10
	longestTagKey   = 128
	longestTagValue = 256
)

type taggingXML struct {
	TagSet struct {
		Tag []tag
	}
}

func getBucketTags(_ context.Context, c *s3Call) (*s3Answer, error) {
	if c.bucket.Tags == "" {
		return nil, c.notSet("NoSuchTagSet", "The TagSet does not exist")
	}
	return taggingDocument(decodeTags(c.bucket.Tags)), nil
}

func putBucketTags(ctx context.Context, c *s3Call) (*s3Answer, error) {
	tags, err := c.sentTags(bucketTags)
	if err != nil {
		return nil, err
	}
	answer, err := c.set(ctx, store.BucketTags, encodeTags(tags))
	answer.status = http.StatusNoContent
	return answer, err
}

func deleteBucketTags(ctx context.Context, c *s3Call) (*s3Answer, error) {
	return c.unset(ctx, store.BucketTags)
}

func taggingDocument(tags []tag) *s3Answer {
	var t taggingXML
	t.TagSet.Tag = tags
	return s3Document("Tagging", t)
}

func encodeTags(tags []tag) string {
	text, _ := json.Marshal(tags) // strings have a JSON form
	return string(text)
}

func decodeTags(text string) []tag {
	var tags []tag
	_ = json.Unmarshal([]byte(text), &tags) // encodeTags made it
	return tags
}

// sentTags reads the tags in the body.
func (c *s3Call) sentTags(most int) ([]tag, error) {
	var sent taggingXML
	if err := c.body.readXML("Tagging", &sent); err != nil {
		return nil, err
	}
	return sent.TagSet.Tag, checkTags(sent.TagSet.Tag, most)
}

func checkTags(tags []tag, most int) error {
	if len(tags) > most {
		if most == objectTags {
			return fail(http.StatusBadRequest, "BadRequest", "Object tags cannot be greater than 10")
		}
		return fail(http.StatusBadRequest, "BadRequest", "The number of tags exceeds the limit of %d tags", most)
	}
	seen := map[string]bool{}
	for _, t := range tags {
		switch {
		case t.Key == "" || utf8.RuneCountInString(t.Key) > longestTagKey || strings.IndexFunc(t.Key, notInTag) >= 0:
			return s3Fail(http.StatusBadRequest, "InvalidTag", "The TagKey you have provided is invalid", detail{"TagKey", t.Key})
		case utf8.RuneCountInString(t.Value) > longestTagValue || strings.IndexFunc(t.Value, notInTag) >= 0:
			return s3Fail(http.StatusBadRequest, "InvalidTag", "The TagValue you have provided is invalid", detail{"TagKey", t.Key}, detail{"TagValue", t.Value})
		case strings.HasPrefix(t.Key, "aws:"):
			return s3Fail(http.StatusBadRequest, "InvalidTag", "System tags cannot be added/updated by requester", detail{"TagKey", t.Key})
		case seen[t.Key]:
			return s3Fail(http.StatusBadRequest, "InvalidTag", "Cannot provide multiple Tags with the same key", detail{"TagKey", t.Key})
		}
		seen[t.Key] = true
	}
	return nil
}

// taggingHeader has tags as a query.
const taggingHeader = "X-Amz-Tagging"

// parseTags reads tags from a header.
func parseTags(text string) ([]tag, error) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return nil, invalidArgument("x-amz-tagging", text, "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.")
	}
	var tags []tag
	for _, key := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[key] {
			tags = append(tags, tag{Key: key, Value: value})
		}
	}
	return tags, checkTags(tags, objectTags)
}
