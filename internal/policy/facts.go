package policy

import (
	"slices"
	"strings"
)

// AccessLevel says what an action does to what it is about ("Access level" of
// the Service Authorization Reference). Where the reference gives two, it is the
// one that says more: Permissions management and Tagging go before Write.
type AccessLevel string

// The access levels.
const (
	LevelList                  AccessLevel = "List"
	LevelRead                  AccessLevel = "Read"
	LevelWrite                 AccessLevel = "Write"
	LevelPermissionsManagement AccessLevel = "Permissions management"
	LevelTagging               AccessLevel = "Tagging"
)

// ActionFact is an action of a service whose actions are known: S3, IAM or STS
// ("Actions, resources, and condition keys", Service Authorization Reference).
type ActionFact struct {
	Service, Name string // "s3", "GetObject"
	Level         AccessLevel
	Resources     []string // types of the resources it can be limited to, sorted; none: it is allowed on * only
	Conditions    []string // condition keys beside the global ones, sorted without regard to case
}

// serviceFact is what is known of a service.
type serviceFact struct {
	name    string
	types   []typeFact  // sorted; an action's mask has a bit for each
	keys    []keyFact   // sorted without regard to case
	actions []actionRow // sorted without regard to case
	keySets [][]uint8   // numbers of keys
}

type (
	typeFact  struct{ name, arn string }
	keyFact   struct{ name, kind string }
	actionRow struct {
		full  string // in lower case, with the service before it
		name  string
		level AccessLevel
		types uint16
		keys  uint8 // number of a key set
	}
)

// Services lists the services whose actions are known, sorted.
func Services() []string {
	names := make([]string, len(serviceFacts))
	for i := range serviceFacts {
		names[i] = serviceFacts[i].name
	}
	return names
}

func serviceNamed(name string) *serviceFact {
	for i := range serviceFacts {
		if strings.EqualFold(serviceFacts[i].name, name) {
			return &serviceFacts[i]
		}
	}
	return nil
}

// Action returns what is known of an action such as s3:GetObject, whose case
// does not matter ("Action", IAM JSON policy elements reference).
func Action(name string) (ActionFact, bool) {
	service, row := actionNamed(name)
	if row == nil {
		return ActionFact{}, false
	}
	return service.fact(row), true
}

// actionNamed returns the service where it is known, and the action where that is.
func actionNamed(name string) (*serviceFact, *actionRow) {
	prefix, _, _ := strings.Cut(name, ":")
	service := serviceNamed(prefix)
	if service == nil {
		return nil, nil
	}
	full := strings.ToLower(name)
	i, found := slices.BinarySearchFunc(service.actions, full, func(a actionRow, name string) int { return strings.Compare(a.full, name) })
	if !found {
		return service, nil
	}
	return service, &service.actions[i]
}

func (s *serviceFact) fact(row *actionRow) ActionFact {
	f := ActionFact{Service: s.name, Name: row.name, Level: row.level, Resources: s.typeNames(row.types)}
	for _, k := range s.keySets[row.keys] {
		f.Conditions = append(f.Conditions, s.keys[k].name)
	}
	return f
}

func (s *serviceFact) typeNames(mask uint16) []string {
	var names []string
	for i := range s.types {
		if mask&(1<<i) != 0 {
			names = append(names, s.types[i].name)
		}
	}
	return names
}

// Actions lists the actions of a service, sorted by name without regard to
// case; none where they are not known.
func Actions(service string) []ActionFact { return ExpandActions(service + ":*") }

// ExpandActions lists the known actions that a pattern of an Action element
// covers, by service and name.
func ExpandActions(pattern string) []ActionFact {
	var facts []ActionFact
	expand(pattern, func(service int, row *actionRow) { facts = append(facts, serviceFacts[service].fact(row)) })
	return facts
}

// expand calls each for every known action that the pattern covers, with the
// number of its service.
func expand(pattern string, each func(service int, row *actionRow)) {
	prefix, _, _ := strings.Cut(pattern, ":")
	t := newTemplate(strings.ToLower(pattern), false, true)
	for i := range serviceFacts {
		s := &serviceFacts[i]
		if !strings.ContainsAny(prefix, "*?") && !strings.EqualFold(prefix, s.name) {
			continue
		}
		for j := range s.actions {
			if glob(t, s.actions[j].full) {
				each(i, &s.actions[j])
			}
		}
	}
}

// ResourcePattern returns the form of the ARNs of a service's resource type, with
// placeholders such as ${BucketName}; "" where there is no such type.
func ResourcePattern(service, resourceType string) string {
	if s := serviceNamed(service); s != nil {
		for i := range s.types {
			if strings.EqualFold(s.types[i].name, resourceType) {
				return s.types[i].arn
			}
		}
	}
	return ""
}

// isServicePrefix reports whether actions of an AWS service begin so, whether or
// not they are known.
func isServicePrefix(name string) bool {
	for _, p := range servicePrefixes {
		if strings.EqualFold(p, name) {
			return true
		}
	}
	return false
}
