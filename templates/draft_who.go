package templates

// DraftWho is the wizard's first step: the user's name, path and tags.
type DraftWho struct {
	DraftFrame
	Path string
	Tags TagRows // without rows where the server has no tags
}

// Open reports whether path and tags are in use, or wrong.
func (p DraftWho) Open() bool {
	if p.Path != "" || p.Fault != nil && p.Wrong(p.Fault, "name") == "" {
		return true
	}
	for _, r := range p.Tags.Rows {
		if r.Key+r.Value != "" {
			return true
		}
	}
	return len(p.Tags.Rows) > tagBlanks // more were asked for
}
