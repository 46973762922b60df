package sandbox

import (
	"net/http"
	"strings"
	"time"

	"keyporter/internal/store"
)

func preconditionFailed(header string) error {
	return s3Fail(http.StatusPreconditionFailed, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", detail{"Condition", header})
}

// sameTag compares ETags, with or without quotes.
func sameTag(list, etag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.Trim(one, `"`) == strings.Trim(etag, `"`) {
			return true
		}
	}
	return false
}

// matches refuses to change an object that is not the one that was meant.
func (c *s3Call) matches(there *store.Object, want string) error {
	switch {
	case there == nil:
		return noSuchKey(c.place.key)
	case !sameTag(want, there.ETag):
		return preconditionFailed("If-Match")
	}
	return nil
}

// writeConditions reads on what a write depends ("Conditional writes", S3 user
// guide).
func (c *s3Call) writeConditions() (store.Admit, error) {
	none, match := c.request.Header.Get("If-None-Match"), c.request.Header.Get("If-Match")
	switch {
	case none != "" && none != "*":
		return nil, notImplemented("If-None-Match")
	case none != "" && match != "":
		return nil, notImplemented("If-Match")
	case none != "":
		return func(there *store.Object) error {
			if there != nil {
				return preconditionFailed("If-None-Match")
			}
			return nil
		}, nil
	case match != "":
		return func(there *store.Object) error { return c.matches(there, match) }, nil
	}
	return func(*store.Object) error { return nil }, nil
}

// readConditions tells whether an object may be read as asked. The headers begin
// with prefix ("GetObject" and "CopyObject", S3 API reference): a match of the
// ETag outweighs a change since, and the other way round.
func (c *s3Call) readConditions(prefix string, o *object) error {
	has := func(name string) (string, bool) {
		value := c.request.Header.Get(prefix + name)
		return value, value != ""
	}
	since := func(name string) (changed, asked bool) {
		value, ok := has(name)
		at, err := http.ParseTime(value)
		return o.Changed.Truncate(time.Second).After(at), ok && err == nil
	}
	unmodified := "If-Unmodified-Since"
	if match, ok := has("If-Match"); ok {
		if !sameTag(match, o.ETag) {
			return preconditionFailed("If-Match")
		}
	} else if changed, asked := since(unmodified); asked && changed {
		return preconditionFailed(unmodified)
	}
	unchanged := false
	if none, ok := has("If-None-Match"); ok {
		unchanged = sameTag(none, o.ETag)
	} else if changed, asked := since("If-Modified-Since"); asked {
		unchanged = !changed
	}
	switch {
	case !unchanged:
		return nil
	case prefix != "":
		return preconditionFailed(prefix + "If-None-Match")
	}
	return s3Fail(http.StatusNotModified, "NotModified", "Not Modified")
}
