package policy

import "strings"

// manyPatterns is how many patterns of one list are tried on its other values.
const manyPatterns = 64

// actions looks at the actions of a statement.
func (l *linter) actions() {
	s := l.statement
	each(l.action, s.Actions, s.NotActions)
	for _, list := range [...][]Text{s.Actions, s.NotActions} {
		l.redundant(list, strings.ToLower, LintRepeatedAction, LintCoveredAction)
	}
	if s.Effect == Allow && s.NotActions != nil {
		l.add(SeverityWarning, LintAllowNotAction, s.At)
	}
}

func (l *linter) action(a Text) {
	prefix, name, found := strings.Cut(a.Value, ":")
	if !found || strings.Contains(a.Value, "${") || strings.Contains(name, ":") {
		return // everything, or looked at elsewhere
	}
	if l.use == UseTrust && !strings.EqualFold(prefix, "sts") {
		l.add(SeverityError, LintTrustAction, a.At, a.Value)
		return
	}
	service, row := actionNamed(a.Value)
	wild := strings.ContainsAny(a.Value, "*?")
	switch {
	case service == nil && strings.ContainsAny(prefix, "*?"):
	case service == nil && !isServicePrefix(prefix):
		if _, told := l.nearest[prefix]; told {
			return
		}
		l.add(SeverityAdvice, LintUnknownService, a.At, prefix, l.near(prefix, servicePrefixes[:]))
	case service != nil && wild && len(ExpandActions(a.Value)) == 0:
		l.add(SeverityWarning, LintNoSuchActions, a.At, a.Value)
	case service != nil && !wild && row == nil:
		l.add(SeverityWarning, LintUnknownAction, a.At, a.Value, l.nearAction(service, name))
	}
}

// redundant finds values of a list that add nothing to the others.
func (l *linter) redundant(list []Text, fold func(string) string, repeated, covered LintCode) {
	seen := map[string]bool{}
	var patterns []template
	var names []string
	for _, v := range list {
		value := fold(v.Value)
		if strings.ContainsAny(value, "*?") && len(patterns) < manyPatterns && !seen[value] {
			patterns, names = append(patterns, newTemplate(value, false, true)), append(names, value)
		}
		seen[value] = true
	}
	clear(seen)
	for _, v := range list {
		value := fold(v.Value)
		if seen[value] {
			l.add(SeverityAdvice, repeated, v.At, v.Value)
			continue
		}
		seen[value] = true
		for i, p := range patterns {
			// A ? must not stand for the other's *.
			if names[i] != value && !(strings.Contains(names[i], "?") && strings.Contains(value, "*")) && glob(p, value) {
				l.add(SeverityAdvice, covered, v.At, v.Value, names[i])
				break
			}
		}
	}
}

// commonNames are names of API operations whose permission has another name
// ("Required permissions for Amazon S3 API operations", Amazon S3 User Guide).
var commonNames = [...][2]string{
	{"completemultipartupload", "PutObject"}, {"copyobject", "PutObject"},
	{"createmultipartupload", "PutObject"}, {"deletebucketcors", "PutBucketCORS"},
	{"deletebucketencryption", "PutEncryptionConfiguration"}, {"deletebucketlifecycle", "PutLifecycleConfiguration"},
	{"deletebucketreplication", "PutReplicationConfiguration"}, {"deletebuckettagging", "PutBucketTagging"},
	{"deleteobjects", "DeleteObject"}, {"deletepublicaccessblock", "PutBucketPublicAccessBlock"},
	{"getbucketaccelerateconfiguration", "GetAccelerateConfiguration"}, {"getbucketencryption", "GetEncryptionConfiguration"},
	{"getbucketlifecycle", "GetLifecycleConfiguration"}, {"getbucketlifecycleconfiguration", "GetLifecycleConfiguration"},
	{"getbucketnotificationconfiguration", "GetBucketNotification"}, {"getbucketreplication", "GetReplicationConfiguration"},
	{"getobjectlockconfiguration", "GetBucketObjectLockConfiguration"}, {"getpublicaccessblock", "GetBucketPublicAccessBlock"},
	{"headbucket", "ListBucket"}, {"headobject", "GetObject"},
	{"listbuckets", "ListAllMyBuckets"}, {"listmultipartuploads", "ListBucketMultipartUploads"},
	{"listobjects", "ListBucket"}, {"listobjectsv2", "ListBucket"},
	{"listobjectversions", "ListBucketVersions"}, {"listparts", "ListMultipartUploadParts"},
	{"putbucketencryption", "PutEncryptionConfiguration"}, {"putbucketlifecycle", "PutLifecycleConfiguration"},
	{"putbucketlifecycleconfiguration", "PutLifecycleConfiguration"}, {"putbucketreplication", "PutReplicationConfiguration"},
	{"putobjectlockconfiguration", "PutBucketObjectLockConfiguration"}, {"putpublicaccessblock", "PutBucketPublicAccessBlock"},
	{"selectobjectcontent", "GetObject"}, {"uploadpart", "PutObject"},
	{"uploadpartcopy", "PutObject"},
}

func (l *linter) nearAction(s *serviceFact, name string) string {
	for _, pair := range commonNames {
		if s.name == "s3" && strings.EqualFold(pair[0], name) {
			return s.name + ":" + pair[1]
		}
	}
	names := make([]string, len(s.actions))
	for i := range s.actions {
		names[i] = s.name + ":" + s.actions[i].name
	}
	return l.near(s.name+":"+name, names)
}
