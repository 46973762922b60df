package access

import (
	"runtime"
	"sync"
	"sync/atomic"

	"keyporter/internal/iam"
)

// reader has the documents of an account, each read once.
type reader struct {
	documents map[string]*document // by text
	managed   map[iam.ARN]*document
	groups    map[string]*iam.Group // by name in lower case
}

// read returns a document that newReader has met.
func (r *reader) read(text string) *document { return r.documents[text] }

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
	r := &reading{reader: &reader{documents: map[string]*document{}, managed: map[iam.ARN]*document{}, groups: map[string]*iam.Group{}}, compilers: compilers}
	r.want("", false)
	for i := range a.Policies {
		r.managed[a.Policies[i].ARN] = r.want(a.Policies[i].Document, true)
	}
	inline := func(list []iam.InlinePolicy) {
		for i := range list {
			r.want(list[i].Document, true)
		}
	}
	for i := range a.Users {
		inline(a.Users[i].Inline)
	}
	for i := range a.Groups {
		inline(a.Groups[i].Inline)
		r.groups[a.Groups[i].Name.Fold()] = &a.Groups[i]
	}
	for i := range a.Roles {
		inline(a.Roles[i].Inline)
	}
	for i := range a.Controls {
		inline(a.Controls[i].Policies)
	}
	for i := range a.Buckets {
		r.want(a.Buckets[i].Policy, false)
	}
	r.run()
	return r.reader
}

func (r *reading) want(text string, identity bool) *document {
	d := r.documents[text]
	if d == nil {
		d = &document{text: text}
		r.documents[text] = d
		r.open = append(r.open, d)
	}
	d.identity = d.identity || identity
	return d
}

func (r *reading) run() {
	each(len(r.open), func(worker, i int) {
		d := r.open[i]
		d.parse()
		if d.identity {
			r.compilers[worker].compile(d)
		}
	})
}

// workers is how many goroutines each uses.
func workers() int { return runtime.GOMAXPROCS(0) }

// each calls do for every number below n, on all processors, and waits.
func each(n int, do func(worker, i int)) {
	const chunk = 16
	var next atomic.Int64
	var all sync.WaitGroup
	for worker := range min(workers(), (n+chunk-1)/chunk) {
		all.Go(func() {
			for {
				end := int(next.Add(chunk))
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
