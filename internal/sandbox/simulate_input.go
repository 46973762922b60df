package sandbox

import (
	"encoding/base64"
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/policy"
)

// simulationInput are the parameters of a simulation, checked one by one.
type simulationInput struct {
	page
	form           *form
	actions        []string
	resources      []string
	policies       []string
	boundaries     []string
	resourcePolicy string
	owner, caller  string
	context        map[string][]string
}

func invalidCaller() error {
	return invalidInput("Invalid caller - Caller must be an IAM user in this context.")
}

// refuse keeps the first failure that AWS words by itself.
func (in *simulationInput) refuse(err error) {
	if in.form.first == nil {
		in.form.first = err
	}
}

func (c *call) simulationInput() *simulationInput {
	in := &simulationInput{
		page: c.page(), form: c.form, actions: c.form.members("ActionNames"), resources: c.form.members("ResourceArns"),
		policies: c.form.documents("PolicyInputList"), boundaries: c.form.documents("PermissionsBoundaryPolicyInputList"),
		resourcePolicy: c.form.text("ResourcePolicy"), owner: c.form.text("ResourceOwner"), caller: c.form.text("CallerArn"),
	}
	if len(in.actions) == 0 {
		c.form.required("ActionNames")
	}
	for i, a := range in.actions {
		c.form.length(memberName("ActionNames", i), a, 3, 128)
		if service, name, found := strings.Cut(a, ":"); !found || service == "" || name == "" || strings.ContainsAny(a, "*?") || strings.Contains(name, ":") {
			in.refuse(invalidInput("Invalid Input Actions: %q is not the name of one operation.", a))
		}
	}
	for i, r := range in.resources {
		c.form.length(memberName("ResourceArns", i), r, 1, 2048)
	}
	if len(in.boundaries) > 1 {
		in.refuse(invalidInput("Only one permissions boundary can be simulated."))
	}
	if c.form.values.Has("ResourcePolicy") {
		c.form.document("ResourcePolicy", in.resourcePolicy)
	}
	if arn, ok := policy.ParseARN(in.caller); in.caller != "" && (!ok || arn.Service != "iam" || !strings.HasPrefix(arn.Resource, "user/")) {
		in.refuse(invalidCaller())
	}
	if arn, ok := policy.ParseARN(in.owner); ok {
		in.owner = arn.Account
	}
	if in.owner != "" && !IsAccount(in.owner) {
		in.refuse(invalidInput("Invalid ResourceOwner: %s", in.owner))
	}
	in.readContext()
	return in
}

// memberName is how AWS's messages name a member of a list.
func memberName(param string, i int) string {
	return lowerFirst(param) + "." + strconv.Itoa(i+1) + ".member"
}

// documents reads a list of policy documents and checks their characters.
func (f *form) documents(param string) []string {
	list := f.members(param)
	for i, text := range list {
		f.document(memberName(param, i), text)
	}
	return list
}

func (f *form) document(at, text string) {
	if err := checkCharacters(lowerFirst(at), text); err != nil && f.first == nil {
		f.first = err
	}
}

// contextTypes check the values of ContextKeyType, each of which has a list of
// its own beside it.
var contextTypes = map[string]func(string) bool{
	"string":  func(string) bool { return true },
	"numeric": func(v string) bool { _, err := strconv.ParseFloat(v, 64); return err == nil },
	"boolean": func(v string) bool { return strings.EqualFold(v, "true") || strings.EqualFold(v, "false") },
	"ip": func(v string) bool {
		_, address := netip.ParseAddr(v)
		_, network := netip.ParsePrefix(v)
		return address == nil || network == nil
	},
	"binary": func(v string) bool { _, err := base64.StdEncoding.DecodeString(v); return err == nil },
	"date": func(v string) bool {
		_, day := time.Parse(time.DateOnly, v)
		_, minute := time.Parse("2006-01-02T15:04Z07:00", v)
		_, second := time.Parse(time.RFC3339, v)
		return day == nil || minute == nil || second == nil || digits(v)
	},
}

// contextTypeNames are those of the API reference, in its order.
var contextTypeNames = []string{
	"string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary", "binaryList", "date", "dateList",
}

// readContext reads ContextEntries. An entry without a type is a text; one
// without values leaves its key absent.
func (in *simulationInput) readContext() {
	in.context = map[string][]string{}
	for i := 1; ; i++ {
		at := "ContextEntries.member." + strconv.Itoa(i)
		if !in.form.values.Has(at + ".ContextKeyName") {
			return
		}
		name, kind := in.form.text(at+".ContextKeyName"), in.form.choice(at+".ContextKeyType", contextTypeNames...)
		in.form.length(at+".ContextKeyName", name, 5, 256)
		values := in.form.members(at + ".ContextKeyValues")
		single, isList := strings.CutSuffix(kind, "List")
		if !isList && len(values) > 1 {
			in.refuse(invalidInput("Context key %s of type %s has more than one value.", name, kind))
		}
		for _, v := range values {
			if !contextTypes[single](v) {
				in.refuse(invalidInput("Context key %s has the value %s, which is not of type %s.", name, v, single))
			}
		}
		in.context[name] = values
	}
}

// simulation reads the documents and puts everything together.
func (in *simulationInput) simulation(c *call, held []heldPolicy, boundary *heldPolicy) (*simulation, error) {
	s := &simulation{resources: in.resources, caller: in.caller, owner: in.owner, context: policy.NewContext(in.context)}
	if s.caller == "" {
		s.caller = c.userARN("/", "simulated") // whose name no policy can ask for
	}
	if slices.Equal(s.resources, []string{"*"}) {
		s.resources = nil
	}
	for i, name := range in.actions {
		s.actions = append(s.actions, simulatedAction{i, name})
	}
	for _, p := range held {
		s.policies.Identity = append(s.policies.Identity, s.add(p.simulatedID(), identityKind, p.source()))
	}
	for i, text := range in.policies {
		source, err := s.read("PolicyInputList."+strconv.Itoa(i+1), identityKind, text, policy.UseInline)
		if err != nil {
			return nil, err
		}
		s.policies.Identity = append(s.policies.Identity, source)
	}
	if len(in.boundaries) > 0 {
		source, err := s.read("PermissionsBoundaryPolicyInputList.1", identityKind, in.boundaries[0], policy.UseInline)
		if err != nil {
			return nil, err
		}
		s.policies.Boundary = &source
	} else if boundary != nil {
		source := s.add(boundary.simulatedID(), identityKind, boundary.source())
		s.policies.Boundary = &source
	}
	if in.resourcePolicy != "" {
		use := policy.UseResource
		if len(in.resources) > 0 {
			use = policy.ResourceUse(in.resources[0])
		}
		source, err := s.read("ResourcePolicy", resourceKind, in.resourcePolicy, use)
		if err != nil {
			return nil, err
		}
		s.policies.Resource = &source
	}
	return s, nil
}

// The types of policies in results, as AWS's answers spell them.
const (
	identityKind = "IAM Policy"
	resourceKind = "Resource Policy"
)

func (s *simulation) read(id, kind, text string, use policy.Use) (policy.Source, error) {
	doc, err := readInput(text, use)
	if err != nil {
		return policy.Source{}, err
	}
	return s.add(id, kind, policy.Source{Doc: doc}), nil
}

func (s *simulation) add(id, kind string, source policy.Source) policy.Source {
	source.Name = strconv.Itoa(len(s.input))
	s.input = append(s.input, newSimulatedPolicy(id, kind, source.Doc))
	s.statements += len(source.Doc.Statements)
	return source
}

// readInput reads a document that is not to be kept: it may be of any partition,
// and what is wrong with it is wrong with the input.
func readInput(text string, use policy.Use) (*policy.Document, error) {
	doc, err := policy.Read(text, use)
	var wrong *policy.Error
	if errors.As(err, &wrong) {
		return nil, invalidInput("%s", documentMessage(wrong))
	}
	return doc, err
}
