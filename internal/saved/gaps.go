package saved

import (
	"keyporter/internal/access"
	"keyporter/internal/iam"
)

// gaps lists what the details lack: the rest of a walk that was cut short, whole
// lists, groups that users name, policies that are attached. What a missing list
// would hold is not listed again.
func (d *details) gaps(a *access.Account) []access.Gap {
	g := gaps{seen: map[access.Gap]bool{}}
	if d.truncated {
		g.add(access.Gap{Source: access.SourceDetails})
	}
	for _, list := range []string{listUsers, listGroups, listRoles} {
		if !d.told[list] {
			g.add(access.Gap{Source: access.SourceDetails, Name: list})
		}
	}
	if d.told[listGroups] {
		g.groups(a)
	}
	if d.told[listPolicies] {
		g.policies(a)
	} else {
		g.add(access.Gap{Source: access.SourcePolicies, Name: listPolicies})
	}
	for i := range a.Buckets {
		for _, part := range a.Buckets[i].Unread {
			g.add(access.Gap{Source: access.SourceBucket, Name: a.Buckets[i].Name, Part: part})
		}
	}
	return g.list
}

// gaps collects gaps, each once.
type gaps struct {
	list []access.Gap
	seen map[access.Gap]bool
}

func (g *gaps) add(one access.Gap) {
	if !g.seen[one] {
		g.seen[one] = true
		g.list = append(g.list, one)
	}
}

func (g *gaps) groups(a *access.Account) {
	known := make(map[string]bool, len(a.Groups))
	for i := range a.Groups {
		known[a.Groups[i].Name.Fold()] = true
	}
	for i := range a.Users {
		for _, name := range a.Users[i].Groups {
			if !known[name.Fold()] {
				g.add(access.Gap{Source: access.SourceDetails, Name: string(name)})
			}
		}
	}
}

func (g *gaps) policies(a *access.Account) {
	known := make(map[iam.ARN]bool, len(a.Policies))
	for i := range a.Policies {
		if a.Policies[i].Document != "" {
			known[a.Policies[i].ARN] = true
		}
	}
	need := func(arn iam.ARN) {
		if arn != "" && !known[arn] {
			g.add(access.Gap{Source: access.SourcePolicies, Name: string(arn)})
		}
	}
	for i := range a.Users {
		need(a.Users[i].Boundary)
		for _, p := range a.Users[i].Attached {
			need(p.ARN)
		}
	}
	for i := range a.Groups {
		for _, p := range a.Groups[i].Attached {
			need(p.ARN)
		}
	}
	for i := range a.Roles {
		need(a.Roles[i].Boundary)
		for _, p := range a.Roles[i].Attached {
			need(p.ARN)
		}
	}
}
