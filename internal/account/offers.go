package account

import (
	"maps"
	"sync"
	"sync/atomic"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// offers remembers which features the server has, from what it answers to any
// call. A read of one that it does not have is not sent again but by Probe.
type offers struct {
	features map[string]iam.Feature // by action
	write    sync.Mutex
	known    atomic.Pointer[iam.Offers]
}

func newOffers() *offers {
	o := &offers{features: map[string]iam.Feature{}}
	for f, action := range iam.Features() {
		o.features[action] = f
	}
	o.known.Store(&iam.Offers{})
	return o
}

// Offers returns what is known of the server so far.
func (r *Reader) Offers() iam.Offers { return r.reads.known.now() }

func (o *offers) now() iam.Offers { return *o.known.Load() }

// lacks reports whether a read of the action would be in vain.
func (o *offers) lacks(action string) bool {
	if o == nil {
		return false
	}
	f, watched := o.features[action]
	if _, readable := probes[f]; !watched || !readable {
		return false
	}
	return o.now()[f] == iam.NotOffered
}

// note learns from the outcome of a call. About one thing, a denial says nothing
// of the next; no answer and a failure of the server say nothing at all.
func (o *offers) note(action string, err error, aboutOne bool) {
	f, watched := o.features[action]
	if !watched {
		return
	}
	if is := outcome(err, aboutOne); is != iam.OfferUnknown {
		o.set(f, is)
	}
}

func outcome(err error, aboutOne bool) iam.Offer {
	switch {
	case err == nil:
		return iam.Offered
	case fault.Is(err, fault.CodeAwsNotOffered):
		return iam.NotOffered
	case fault.Is(err, fault.CodeAwsDenied) && !aboutOne:
		return iam.NotAllowed
	}
	switch fault.KindOf(err) {
	case fault.Denied, fault.NotFound, fault.Invalid, fault.Conflict, fault.Full:
		return iam.Offered
	}
	return iam.OfferUnknown
}

func (o *offers) set(f iam.Feature, is iam.Offer) {
	if o.now()[f] == is {
		return
	}
	o.write.Lock()
	defer o.write.Unlock()
	next := maps.Clone(o.now())
	next[f] = is
	o.known.Store(&next)
}
