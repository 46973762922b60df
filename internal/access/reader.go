package access

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"keyporter/internal/iam"
)

// reader has the documents of an account, each read once.
type reader struct {
	documents map[string]*document // by text
	extra     map[string]*document // those that came later
	managed   map[iam.ARN]*document
	groups    map[string]*group // by name in lower case
	spelled   map[iam.GroupName]*group
	terms     []*term // of all documents, by number
}

// read returns a document that was met.
func (r *reader) read(text string) *document {
	if d := r.extra[text]; d != nil {
		return d
	}
	return r.documents[text]
}

// group is a group with its policies.
type group struct {
	entity
	documents []*document
}

// group reads a group. Its documents are known, though perhaps not read yet.
func (r *reader) group(e entity) *group {
	return &group{e, r.own(make([]*document, 0, len(e.inline)+len(e.attached)), &e)}
}

// own adds the documents of an entity's own policies.
func (r *reader) own(list []*document, e *entity) []*document {
	for i := range e.inline {
		list = append(list, r.read(e.inline[i].Document))
	}
	for i := range e.attached {
		list = append(list, r.attached(e.attached[i].ARN))
	}
	return list
}

// held adds the documents of a holder's identity policies, in the order of
// identity.
func (r *reader) held(list []*document, h *holder) []*document {
	list = append(list, h.documents...)
	for _, name := range h.groups {
		if g := r.named(name); g != nil {
			list = append(list, g.documents...)
		} else {
			list = append(list, r.read(""))
		}
	}
	return list
}

// named returns a group by its name, in any case; nil where there is none.
func (r *reader) named(name iam.GroupName) *group {
	if g := r.spelled[name]; g != nil {
		return g
	}
	return r.groups[name.Fold()]
}

// spell makes the groups known as they are spelled, which spares folding names.
func (r *reader) spell() {
	r.spelled = make(map[iam.GroupName]*group, len(r.groups))
	for _, g := range r.groups {
		r.spelled[iam.GroupName(g.name)] = g
	}
}

// next returns a reader that may read more.
func (r *reader) next() *reader {
	next := *r
	next.extra, next.terms = maps.Clone(r.extra), slices.Clip(r.terms)
	return &next
}

// attached returns a managed policy. One that the account does not list was not
// read.
func (r *reader) attached(arn iam.ARN) *document {
	if d := r.managed[arn]; d != nil {
		return d
	}
	return r.read("")
}

// reading is what is still to be read.
type reading struct {
	*reader
	compilers []*compiler // one for each goroutine
	open      []*document
}

// newReader reads all documents of an account.
func newReader(a *Account, compilers []*compiler) *reader {
	r := &reading{reader: &reader{managed: map[iam.ARN]*document{}, groups: map[string]*group{}}, compilers: compilers}
	r.want("", false)
	for i := range a.Policies {
		r.managed[a.Policies[i].ARN] = r.want(a.Policies[i].Document, true)
	}
	for i := range a.entities() {
		r.wantAll(a.entity(i).inline)
	}
	for i := range a.Groups {
		r.groups[a.Groups[i].Name.Fold()] = r.group(a.entity(len(a.Users) + i))
	}
	r.spell()
	for i := range a.Controls {
		r.wantAll(a.Controls[i].Policies)
	}
	for i := range a.Buckets {
		r.want(a.Buckets[i].Policy, false)
	}
	r.run()
	r.documents, r.extra = r.extra, nil
	return r.reader
}

func (r *reading) want(text string, identity bool) *document {
	d := r.read(text)
	if d == nil || identity && !d.identity {
		d = &document{text: text, identity: identity}
		if r.extra == nil {
			r.extra = map[string]*document{}
		}
		r.extra[text] = d
		r.open = append(r.open, d)
	}
	return d
}

func (r *reading) wantAll(list []iam.InlinePolicy) {
	for i := range list {
		r.want(list[i].Document, true)
	}
}

func (r *reading) run() {
	each(len(r.open), func(worker, i int) {
		d := r.open[i]
		d.parse()
		if d.identity {
			r.compilers[worker].compile(d)
		}
	})
	for _, d := range r.open {
		d.share(uint32(len(r.terms)))
		for i := range d.terms {
			r.terms = append(r.terms, &d.terms[i])
		}
	}
}

// workers is how many goroutines each uses.
func workers() int { return runtime.GOMAXPROCS(0) }

// each calls do for every number below n, on all processors, and waits.
func each(n int, do func(worker, i int)) {
	chunk := min(max(n/(16*workers()), 1), 16)
	var next atomic.Int64
	var all sync.WaitGroup
	for worker := range min(workers(), (n+chunk-1)/chunk) {
		all.Go(func() {
			for {
				end := int(next.Add(int64(chunk)))
				if end-chunk >= n {
					return
				}
				for i := end - chunk; i < min(end, n); i++ {
					do(worker, i)
				}
			}
		})
	}
	all.Wait()
}
