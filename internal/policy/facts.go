package policy

import "strings"

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
	prefix, rest, _ := strings.Cut(name, ":")
	service := serviceNamed(prefix)
	if service == nil {
		return nil, nil
	}
	low, high := 0, len(service.actions)
	for low < high {
		switch middle := (low + high) / 2; compareFold(service.actions[middle].name, rest) {
		case 0:
			return service, &service.actions[middle]
		case 1:
			high = middle
		default:
			low = middle + 1
		}
	}
	return service, nil
}

// compareFold orders texts without regard to the case of ASCII letters.
func compareFold(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := lower(a[i]), lower(b[i])
		if x != y {
			return sign(x < y, x > y)
		}
	}
	return sign(len(a) < len(b), len(a) > len(b))
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
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
	expand(pattern, func(s *serviceFact, row *actionRow) { facts = append(facts, s.fact(row)) })
	return facts
}

// expand calls each for every known action that the pattern covers.
func expand(pattern string, each func(*serviceFact, *actionRow)) {
	prefix, _, _ := strings.Cut(pattern, ":")
	t := newTemplate(strings.ToLower(pattern), false, true)
	for i := range serviceFacts {
		s := &serviceFacts[i]
		if !strings.ContainsAny(prefix, "*?") && !strings.EqualFold(prefix, s.name) {
			continue
		}
		for j := range s.actions {
			if glob(t, s.name+":"+strings.ToLower(s.actions[j].name)) {
				each(s, &s.actions[j])
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
