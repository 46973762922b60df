package sandbox

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

type attributesXML struct {
	ETag         string          `xml:",omitempty"`
	Checksum     elements        `xml:",omitempty"`
	ObjectParts  *objectPartsXML `xml:",omitempty"`
	StorageClass string          `xml:",omitempty"`
	ObjectSize   *int64          `xml:",omitempty"`
}

type objectPartsXML struct {
	PartsCount int `xml:"PartsCount"`
}

// getAttributes tells what the header asks for.
func getAttributes(_ context.Context, c *s3Call) (*s3Answer, error) {
	o, err := c.there()
	if err != nil {
		return nil, err
	}
	asked := strings.FieldsFunc(strings.Join(c.request.Header.Values("X-Amz-Object-Attributes"), ","), func(r rune) bool { return r == ',' || r == ' ' })
	if len(asked) == 0 {
		return nil, invalidRequest("Missing required header for this request: x-amz-object-attributes")
	}
	c.header.Set("Last-Modified", o.Changed.Format(http.TimeFormat))
	var told attributesXML
	if slices.Contains(asked, "ETag") {
		told.ETag = strings.Trim(o.ETag, `"`)
	}
	if slices.Contains(asked, "Checksum") {
		for name, value := range o.Sums {
			told.Checksum = append(told.Checksum, detail{"Checksum" + name, value}, detail{"ChecksumType", o.sumType()})
		}
	}
	if slices.Contains(asked, "ObjectParts") && o.Parts > 0 {
		told.ObjectParts = &objectPartsXML{o.Parts}
	}
	if slices.Contains(asked, "StorageClass") {
		told.StorageClass = o.class()
	}
	if slices.Contains(asked, "ObjectSize") {
		told.ObjectSize = &o.Size
	}
	return s3Document("GetObjectAttributesResponse", told), nil
}
