package policies

import (
	"slices"

	"yifa/domain"
)

// MayInstall is May for whoever installs a system and may open its database anyway: the system itself may enter the
// authority, its people and their offices, without which there is nobody who could be asked. Everything else is as
// for everybody. Only the commands that load a docket pass it to the store; no page and no API does.
func (g *Guard) MayInstall(actor domain.Person, spec domain.Spec, c *domain.Case, on domain.Date) error {
	installs := []domain.Procedure{domain.ProcAgency, domain.ProcPerson, domain.ProcParty}
	if actor.ID == domain.System && !spec.SystemOnly && slices.Contains(installs, spec.Procedure) {
		return nil
	}
	return g.May(actor, spec, c, on)
}
