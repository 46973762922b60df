package policy_test

import (
	"errors"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

const allowAll = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`

// asked is a case with these fields beside a good request.
func asked(fields string) string {
	return `{"id":"c","request":{"principal":"` + benchUser + `","action":"s3:GetObject","resource":"arn:aws:s3:::a/b"}` + fields + `}`
}

func TestReadCase(t *testing.T) {
	t.Parallel()
	full := `{"extra":{"deep":[[1]]},"id":{"n":[1, 2]},"request":{"principal":"arn:aws:sts::123456789012:assumed-role/r/s","action":"sts:AssumeRole",
		"resource":"arn:aws:iam::123456789012:role/r","resourceAccount":"999999999999","context":{"a":"x","b":["y","z"],"c":true,"d":7,"e":[]}},
		"identityPolicies":[{"name":"one","source":"role-managed","policy":` + allowAll + `},{"policy":"{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}"}],
		"permissionBoundary":` + allowAll + `,"resourcePolicy":{"Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["sts:AssumeRole"]}},
		"serviceControlPolicies":[{"orgIdentifier":"r-1","policies":[{"name":"FullAWSAccess","policy":` + allowAll + `}]},{"policies":[]}]}`
	c, err := policy.ReadCase(full)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Policies
	if c.ID != `{"n":[1, 2]}` || c.Request.ResourceAccount != "999999999999" || len(p.Identity) != 2 || p.Identity[0].Kind != policy.RoleManaged ||
		p.Identity[1].Name != "identityPolicies[1]" || p.Boundary == nil || p.Resource == nil ||
		len(p.Control) != 2 || p.Control[0].ID != "r-1" || p.Control[1].ID != "serviceControlPolicies[1]" {
		t.Errorf("ReadCase = %+v", c)
	}
	d := policy.Evaluate(c.Request, p)
	if d.Outcome != policy.ImplicitlyDenied || len(d.Missing) != 1 || d.Missing[0].Level != "serviceControlPolicies[1]" {
		t.Errorf("Evaluate = %+v, want the second level missing", d)
	}
	if got := p.Identity[0].Doc.Position(p.Identity[0].Doc.Statements[0].At); got != (policy.Position{Line: 1, Column: 37}) {
		t.Errorf("the statement is at %v of its document", got)
	}
}

func TestReadCaseRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"id":1,`:        ` syntax`,
		`[1]`:             ` type`,
		`{"id":1}`:        `request missing`,
		`{"request":[1]}`: `request type`,
		`{"request":{"principal":"x","action":"y"},"identityPolicies":[]}`:                             `request.resource missing`,
		`{"request":{"principal":1,"action":"y","resource":"*"},"identityPolicies":[]}`:                `request.principal type`,
		`{"request":{"principal":"x","action":null,"resource":"*"},"identityPolicies":[]}`:             `request.action missing`,
		`{"request":{"principal":"x","action":"y","resource":"*","context":[]},"identityPolicies":[]}`: `request.context type`,
		`{"request":{"principal":"x","action":"y","resource":"*","resourceAccount":1}}`:                `request.resourceAccount type`,
		`{"request":{"principal":"x","action":"y","resource":"*","context":{"a":[{}]}}}`:               `request.context.a type`,
		asked(``):                                                             `identityPolicies missing`,
		asked(`,"identityPolicies":{}`):                                       `identityPolicies type`,
		asked(`,"identityPolicies":[{}]`):                                     `identityPolicies[0].policy missing`,
		asked(`,"identityPolicies":[{"policy":[]}]`):                          `identityPolicies[0].policy type`,
		asked(`,"identityPolicies":[{"policy":"x"}]`):                         `identityPolicies[0].policy syntax`,
		asked(`,"identityPolicies":[],"permissionBoundary":{"Statement":[]}`): `permissionBoundary empty-statements`,
		asked(`,"identityPolicies":[],"resourcePolicy":` + allowAll):          `resourcePolicy no-principal`,
		asked(`,"identityPolicies":[],"serviceControlPolicies":[{}]`):         `serviceControlPolicies[0].policies missing`,
		asked(`,"identityPolicies":[],"serviceControlPolicies":[{"policies":[{"policy":{"Version":1}}]}]`): `serviceControlPolicies[0].policies[0].policy type`,
	} {
		c, err := policy.ReadCase(text)
		var wrong *policy.CaseError
		var inner *policy.Error
		if !errors.As(err, &wrong) || !errors.As(err, &inner) || wrong.Field+" "+string(inner.Code) != want {
			t.Errorf("ReadCase(%s) = %v, want %s", text, err, want)
			continue
		}
		if strings.HasPrefix(text, `{"id":"c"`) && c.ID != `"c"` {
			t.Errorf("ReadCase(%s) lost the id: %q", text, c.ID)
		}
		if wrong.Field != "" && !strings.HasPrefix(err.Error(), wrong.Field+": policy: ") {
			t.Errorf("Error() = %s", err)
		}
	}
}

func FuzzReadCase(f *testing.F) {
	f.Add(asked(`,"identityPolicies":[{"policy":` + allowAll + `}],"resourcePolicy":null`))
	f.Fuzz(func(t *testing.T, text string) {
		c, err := policy.ReadCase(text)
		if err == nil {
			policy.Evaluate(c.Request, c.Policies)
		}
	})
}
