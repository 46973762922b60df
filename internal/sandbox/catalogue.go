package sandbox

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// managedPolicies are policies that AWS publishes and manages, as moto 5.2.1
// (Apache-2.0) reproduces them: AWS's published facts, one a line, in the order
// of their names. AWS revises them, so documents and dates may lag.
//
//go:embed catalogue/managed-policies.jsonl
var managedPolicies string

// catalogue is the policies that AWS manages.
type catalogue struct {
	list  []policyDoc // by folded name
	byARN map[string]int
}

const managedARN = "arn:aws:iam::aws:policy"

// openCatalogue reads the embedded list; documents stay text.
func openCatalogue() (*catalogue, error) {
	c := &catalogue{byARN: map[string]int{}}
	for line := range strings.Lines(managedPolicies) {
		var m struct {
			Name, Path, Version string
			Created, Updated    time.Time
			Document            json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			return nil, fmt.Errorf("read the catalogue of AWS's policies: %w", err)
		}
		arn := managedARN + m.Path + m.Name
		c.byARN[arn] = len(c.list)
		c.list = append(c.list, policyDoc{
			Name: m.Name, Path: m.Path, ID: steadyID(policyPrefix, arn), ARN: arn,
			Created: m.Created, Updated: m.Updated, Default: m.Version,
			Versions: []policyVersion{{ID: m.Version, Document: string(m.Document), Created: m.Updated}},
		})
	}
	return c, nil
}

func (c *catalogue) find(arn string) (policyDoc, bool) {
	i, ok := c.byARN[arn]
	if !ok {
		return policyDoc{}, false
	}
	return c.list[i], true
}
