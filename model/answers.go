package model

// answersKept is how many touches somebody is likely to answer to at all.
const answersKept = 6

// Answerable are the touches that a contact may be answering: what was
// delivered to him, or is on its way, newest first, at most six. touches are
// oldest first.
func Answerable(touches []Touch, contact ContactID) []Touch {
	var out []Touch
	for i := len(touches) - 1; i >= 0 && len(out) < answersKept; i-- {
		t := touches[i]
		switch t.Outcome {
		case Sent, Posted, VoicemailLeft, Queued, Printed, ConnectedInfo, ConnectedInterested:
			if !t.Voided && t.ContactID == contact && t.Direction != Inbound {
				out = append(out, t)
			}
		}
	}
	return out
}

// LikelyAnswered is the one of them ([Answerable]) that a message by ch most
// likely answers, nil for none: the newest by that channel, a letter being as
// good as any other mail; else the newest letter, e-mail or voicemail. Without a
// channel it is the newest of those: whoever calls answers what reached him last.
func LikelyAnswered(list []Touch, ch Channel) *Touch {
	for i, t := range list {
		if ch != "" && (t.Channel == ch || ch == Letter && t.Channel.IsMail()) {
			return &list[i]
		}
	}
	for i, t := range list {
		if t.Channel.IsMail() || t.Channel == Email || t.Outcome == VoicemailLeft {
			return &list[i]
		}
	}
	return nil
}
