package policies

import "yifa/domain"

// MayInstall is May for whoever installs a system and may open its database anyway: the system itself may enter the
// authority, its people and their offices, without which there is nobody who could be asked. Everything else is as
// for everybody. Only the commands that load a docket pass it to the store; no page and no API does.
func (g *Guard) MayInstall(actor domain.Person, spec domain.Spec, c *domain.Case, on domain.Date) error {
	if actor.ID == domain.System && !spec.SystemOnly {
		//exhaustive:ignore
		switch spec.Procedure {
		case domain.ProcAgency, domain.ProcPerson, domain.ProcParty:
			return nil
		}
	}
	return g.May(actor, spec, c, on)
}
