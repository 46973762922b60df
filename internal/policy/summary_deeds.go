package policy

import (
	"slices"
	"strings"
)

// What a statement allows or denies.
const (
	DeedAll         PhraseCode = "deed-all"         // service: all its actions
	DeedList        PhraseCode = "deed-list"        // service: all its actions of the access level List
	DeedRead        PhraseCode = "deed-read"        // service: those of Read
	DeedWrite       PhraseCode = "deed-write"       // service: those of Write
	DeedTag         PhraseCode = "deed-tag"         // service: those of Tagging
	DeedPermissions PhraseCode = "deed-permissions" // service: those of Permissions management
	DeedSome        PhraseCode = "deed-some"        // service, then names or patterns of its actions
	DeedPattern     PhraseCode = "deed-pattern"     // patterns of actions of several services
)

// Actions that have words of their own.
const (
	DeedListObjects    PhraseCode = "deed-list-objects"
	DeedListVersions   PhraseCode = "deed-list-versions"
	DeedListUploads    PhraseCode = "deed-list-uploads"
	DeedListParts      PhraseCode = "deed-list-parts"
	DeedListBuckets    PhraseCode = "deed-list-buckets"
	DeedBucketRegion   PhraseCode = "deed-bucket-region"
	DeedReadObjects    PhraseCode = "deed-read-objects"
	DeedReadVersions   PhraseCode = "deed-read-versions"
	DeedWriteObjects   PhraseCode = "deed-write-objects"
	DeedAbortUploads   PhraseCode = "deed-abort-uploads"
	DeedDeleteObjects  PhraseCode = "deed-delete-objects"
	DeedDeleteVersions PhraseCode = "deed-delete-versions"
	DeedCreateBuckets  PhraseCode = "deed-create-buckets"
	DeedDeleteBuckets  PhraseCode = "deed-delete-buckets"
	DeedPassRoles      PhraseCode = "deed-pass-roles"
	DeedAssumeRoles    PhraseCode = "deed-assume-roles"
	DeedLinkedRoles    PhraseCode = "deed-linked-roles"
	DeedPassword       PhraseCode = "deed-password"
)

// scope says what of S3 an action is about, so that the place can be said in
// few words.
type scope byte

const (
	anyScope scope = iota
	accountScope
	bucketScope
	objectScope
)

// knownDeeds are the actions with words of their own, in lower case.
var knownDeeds = map[string]struct {
	code  PhraseCode
	scope scope
}{
	"s3:listbucket":                 {DeedListObjects, bucketScope},
	"s3:listbucketversions":         {DeedListVersions, bucketScope},
	"s3:listbucketmultipartuploads": {DeedListUploads, bucketScope},
	"s3:getbucketlocation":          {DeedBucketRegion, bucketScope},
	"s3:createbucket":               {DeedCreateBuckets, anyScope},
	"s3:deletebucket":               {DeedDeleteBuckets, anyScope},
	"s3:listallmybuckets":           {DeedListBuckets, accountScope},
	"s3:listmultipartuploadparts":   {DeedListParts, objectScope},
	"s3:getobject":                  {DeedReadObjects, objectScope},
	"s3:getobjectversion":           {DeedReadVersions, objectScope},
	"s3:putobject":                  {DeedWriteObjects, objectScope},
	"s3:abortmultipartupload":       {DeedAbortUploads, objectScope},
	"s3:deleteobject":               {DeedDeleteObjects, objectScope},
	"s3:deleteobjectversion":        {DeedDeleteVersions, objectScope},
	"iam:passrole":                  {DeedPassRoles, anyScope},
	"iam:createservicelinkedrole":   {DeedLinkedRoles, anyScope},
	"iam:changepassword":            {DeedPassword, anyScope},
	"sts:assumerole":                {DeedAssumeRoles, anyScope},
}

// levelDeeds are the access levels in the order in which they are said.
var levelDeeds = [...]struct {
	level AccessLevel
	code  PhraseCode
}{
	{LevelList, DeedList}, {LevelRead, DeedRead}, {LevelWrite, DeedWrite}, {LevelTagging, DeedTag}, {LevelPermissionsManagement, DeedPermissions},
}

// deeds says the actions, those of each service together, in the order in which
// the services come. Patterns that are about no one service are the last group.
func deeds(actions []Text) [][]Phrase {
	var order []string
	services := map[string][]string{}
	once := onlyOnce{}
	for _, a := range actions {
		service, name, found := strings.Cut(a.Value, ":")
		if !found || strings.ContainsAny(service, "*?") {
			service, name = "", a.Value
		}
		folded := strings.ToLower(service)
		if services[folded] == nil {
			order = append(order, folded)
		}
		if once.first(folded + ":" + strings.ToLower(name)) {
			services[folded] = append(services[folded], name)
		}
	}
	var groups [][]Phrase
	for _, service := range order {
		if service != "" {
			groups = append(groups, serviceDeeds(service, services[service]))
		}
	}
	if patterns := services[""]; patterns != nil {
		groups = append(groups, []Phrase{{DeedPattern, patterns}})
	}
	return groups
}

// serviceDeeds says the actions of one service: as all of them, as all of an
// access level, in words, or by their names.
func serviceDeeds(service string, names []string) []Phrase {
	if slices.ContainsFunc(names, func(n string) bool { return n != "" && strings.Trim(n, "*") == "" }) {
		return []Phrase{{DeedAll, []string{service}}}
	}
	list, said := levels(service, names)
	rest := []string{service}
	for _, name := range names {
		if said(name) {
			continue
		}
		if known, ok := knownDeeds[service+":"+strings.ToLower(name)]; ok {
			list = append(list, Phrase{Code: known.code})
		} else {
			rest = append(rest, name)
		}
	}
	if len(rest) > 1 {
		list = append(list, Phrase{DeedSome, rest})
	}
	return list
}

// levels finds the access levels whose every known action is covered, and tells
// of a name whether these say it.
func levels(service string, names []string) (list []Phrase, said func(name string) bool) {
	known := serviceNamed(service)
	if known == nil {
		return nil, func(string) bool { return false }
	}
	covered := map[*actionRow]bool{}
	levelsOf := map[string]map[AccessLevel]bool{}
	for _, name := range names {
		levelsOf[name] = map[AccessLevel]bool{}
		eachAction(service+":"+name, func(row *actionRow) {
			covered[row] = true
			levelsOf[name][row.level] = true
		})
	}
	whole := map[AccessLevel]bool{}
	for _, l := range levelDeeds {
		held, missing := 0, false
		for i := range known.actions {
			if row := &known.actions[i]; row.level == l.level {
				held++
				missing = missing || !covered[row]
			}
		}
		if held > 1 && !missing {
			whole[l.level] = true
			list = append(list, Phrase{l.code, []string{service}})
		}
	}
	return list, func(name string) bool {
		for level := range levelsOf[name] {
			if !whole[level] {
				return false
			}
		}
		return len(levelsOf[name]) > 0
	}
}

// eachAction is expand, quick where the pattern is a name.
func eachAction(pattern string, each func(*actionRow)) {
	if strings.ContainsAny(pattern, "*?") {
		expand(pattern, func(_ int, row *actionRow) { each(row) })
	} else if _, row := actionNamed(pattern); row != nil {
		each(row)
	}
}

// scopeOf is what all deeds are about, or anyScope.
func scopeOf(list []Phrase) scope {
	found := anyScope
	for i := range list {
		one := list[i].scope()
		if one == anyScope || i > 0 && one != found {
			return anyScope
		}
		found = one
	}
	return found
}

func (p *Phrase) scope() scope {
	for _, known := range knownDeeds {
		if known.code == p.Code {
			return known.scope
		}
	}
	if p.Code != DeedSome || p.Args[0] != "s3" {
		return anyScope
	}
	found := anyScope
	for i, name := range p.Args[1:] {
		actions := ExpandActions("s3:" + name)
		for j := range actions {
			one := actions[j].scope()
			if one == anyScope || i+j > 0 && one != found {
				return anyScope
			}
			found = one
		}
		if len(actions) == 0 {
			return anyScope
		}
	}
	return found
}

// scope tells it of an action of S3. Access points stand for their bucket.
func (a *ActionFact) scope() scope {
	found := anyScope
	for i, kind := range a.Resources {
		one := map[string]scope{"bucket": bucketScope, "accesspoint": bucketScope, "object": objectScope, "accesspointobject": objectScope}[kind]
		if i > 0 && one != found {
			return anyScope
		}
		found = one
	}
	return found
}
