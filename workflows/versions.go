package workflows

// A workflow that runs for months is replayed by code that is newer than its history. Whoever changes which commands a
// workflow gives, or their order, does it here:
//
//	const remindPartyID = "remind the party too"          // an id is for ever and never used again
//
//	// remindsParty: since 1.3 the party is reminded too.
//	func (f *follower) remindsParty() bool {
//		return workflow.GetVersion(f.ctx, remindPartyID, workflow.DefaultVersion, 1) >= 1
//	}
//
// The predicate is named for what the new code does and is asked where it does it. When no history without the marker
// can be open any more, the old branch goes and the call stays. The histories of every release stay in
// testdata/histories: the replay test is the lock on this door.
//
// Free to change without any of this: texts (summaries, details, logs), timeouts and retries, what activities do
// inside, added fields of their inputs and results, and everything in domain.
//
// There is no change yet: the first release is the first history.
