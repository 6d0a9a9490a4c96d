package api

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Store is what this room asks of the file; *store.Store is the one there is. Everything that changes a file goes
// through Act.
type Store interface {
	Ping(ctx context.Context) error
	RelayLag(ctx context.Context) (time.Duration, error)

	AccountByLogin(ctx context.Context, login string) (store.Account, error)
	AccountOf(ctx context.Context, person domain.PersonID) (store.Account, error)
	SaveAccount(ctx context.Context, a store.Account) error
	CountFailure(ctx context.Context, p domain.PersonID, limit int, lock time.Duration) error
	SignedIn(ctx context.Context, hash string) (store.Session, store.Account, domain.Person, error)
	SaveSession(ctx context.Context, s store.Session) error
	DeleteSession(ctx context.Context, hash string) error
	SessionsOf(ctx context.Context, person domain.PersonID) ([]store.Session, error)
	DeleteSessionsOf(ctx context.Context, person domain.PersonID, except string) error

	Agency(ctx context.Context) (domain.Agency, error)
	Person(ctx context.Context, id domain.PersonID) (domain.Person, error)
	People(ctx context.Context, agency domain.AgencyID) ([]domain.Person, error)
	Party(ctx context.Context, id domain.PartyID) (domain.Party, error)
	Parties(ctx context.Context, f store.PartyFilter) (store.Page[domain.Party], error)
	Organizations(ctx context.Context, f store.OrganizationFilter) (store.Page[store.OrganizationRow], error)
	OrganizationCounts(ctx context.Context, agency domain.AgencyID) (store.OrganizationCounts, error)
	OrganizationByCode(ctx context.Context, agency domain.AgencyID, uscc string) (domain.Party, error)
	Historical(ctx context.Context, f store.CaseFilter, p domain.Party) ([]store.CaseRow, bool, error)
	EachOrganization(ctx context.Context, f store.OrganizationFilter, do func(domain.Party) error) error
	ImportOrganizations(ctx context.Context, who domain.PersonID, rows []store.OrganizationLine, dry bool) (store.OrganizationImport, error)
	Law(ctx context.Context) (*domain.Calendar, *domain.RuleBook, *domain.Norms, error)

	Case(ctx context.Context, id domain.CaseID) (*domain.Case, error)
	Row(ctx context.Context, agency domain.AgencyID, id domain.CaseID) (store.CaseRow, error)
	Backfilling(ctx context.Context, id domain.CaseID) (time.Time, error)
	EndBackfill(ctx context.Context, by ...domain.PersonID) (int, error)
	Children(ctx context.Context, f store.CaseFilter) ([]store.CaseRow, error)
	Cases(ctx context.Context, f store.CaseFilter) (store.Page[store.CaseRow], error)
	Events(ctx context.Context, id domain.CaseID) ([]store.EventRow, error)
	Tasks(ctx context.Context, f store.TaskFilter) (store.Page[store.TaskRow], error)
	TaskCounts(ctx context.Context, f store.TaskFilter) (store.TaskCounts, error)
	Board(ctx context.Context, agency domain.AgencyID, on domain.Date) (store.Board, error)
	Figures(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (store.Figures, error)
	Licences(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (store.Licences, error)
	Enforcement(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (store.Enforcement, error)

	CleanupBoard(ctx context.Context, campaign domain.CaseID, on domain.Date) (store.CleanupBoard, error)
	CleanupLedger(ctx context.Context, f store.CleanupFilter) (store.Page[store.CleanupRow], error)
	ScreenedLines(ctx context.Context, file domain.Blob, f store.ScreenedFilter) (store.Page[store.ScreenedLine], error)
	WhyScreened(ctx context.Context, file domain.Blob, party domain.PartyID) (domain.Screened, error)

	Duties(ctx context.Context, f store.DutyFilter) (store.Duties, error)
	HandOver(ctx context.Context, h store.HandOver) ([]store.HandOverLine, error)
	Hearings(ctx context.Context, agency domain.AgencyID, from, to domain.Date) ([]store.HearingRow, error)
	UnopenedChecks(ctx context.Context, agency domain.AgencyID, year int) ([]store.Unopened, error)
	Checks(ctx context.Context, f store.CheckFilter) (store.CheckDesk, error)
	OpenChecks(ctx context.Context, actor domain.PersonID, agency domain.AgencyID, open domain.OpenCheck, most int) (store.CheckBatch, error)
	Elections(ctx context.Context, agency domain.AgencyID, on domain.Date, ahead int, state string) ([]store.ElectionRow, map[string]int, error)
	Listings(ctx context.Context, agency domain.AgencyID, list string, stands bool) ([]store.ListingRow, error)
	ListLeads(ctx context.Context, agency domain.AgencyID, on domain.Date) ([]store.OrgLead, error)
	PublicListings(ctx context.Context, agency domain.AgencyID, org domain.PartyID) ([]store.PublicListing, error)
	PublicChecks(ctx context.Context, org domain.PartyID) (map[int]string, error)

	PublicPenalties(ctx context.Context, f store.PublicFilter) (store.Page[domain.PublicEntry], error)
	ImportPayments(ctx context.Context, who domain.PersonID, lines []store.PaymentLine, dry bool) (store.PaymentImport, error)

	SaveApplicant(ctx context.Context, a store.ApplicantSession) error
	ApplicantOf(ctx context.Context, hash string) (domain.CaseID, error)
	DeleteApplicant(ctx context.Context, hash string) error
	FindReference(ctx context.Context, p domain.Procedure, reference string) (domain.CaseID, error)
	NamesHeld(ctx context.Context, agency domain.AgencyID, n domain.OrgName) ([]domain.NameHeld, error)

	Act(ctx context.Context, r store.Request) (store.Receipt, error)
	PreviewNotice(ctx context.Context, n domain.Notice) ([]store.ClockMove, error)
	Recount(ctx context.Context, reason string) (int, error)
	Subscribe(ctx context.Context) (<-chan store.Change, error)
	FileOf(ctx context.Context, id domain.CaseID, h domain.Blob) (domain.File, error)
	PutFile(ctx context.Context, name string, r interface{ Read([]byte) (int, error) }) (domain.File, error)
	Files() store.Files
}

// Papers makes instruments and whole files; the hands of the engine do it (activities), which this room does not know.
type Papers interface {
	Previews(ctx context.Context, id domain.CaseID) ([]domain.Draft, error)
	Preview(ctx context.Context, id domain.CaseID, typ string) (domain.Draft, error)
	PublicPDF(ctx context.Context, id domain.CaseID, doc domain.DocumentID) ([]byte, error)
	Print(ctx context.Context, docs []domain.File, copies int) ([]byte, error)
	DossierPDF(ctx context.Context, id domain.CaseID, others []domain.CaseID, party bool) ([]byte, error)
	DossierZIP(ctx context.Context, w io.Writer, id domain.CaseID, others []domain.CaseID) error
	Templates(ctx context.Context) ([]domain.TemplateRow, error)
	Template(ctx context.Context, id string) (domain.TemplateBook, error)
	TemplateSample(ctx context.Context, id string, body []byte) ([]byte, error)
}

// Deps is what the room is given. Only Guard is needed to describe the API; to answer anything Store is needed too.
type Deps struct {
	Store       Store
	Guard       *policies.Guard
	Papers      Papers                          // nil: no instrument is set here
	Now         func() time.Time                // nil: the wall clock
	Log         *slog.Logger                    // nil: silence
	Version     string                          // of the program
	Demo        bool                            // the demonstration data are loaded: the pages say so
	Secure      bool                            // served over https, if only by what stands in front
	EngineReady func(ctx context.Context) error // nil: no engine is expected here
	Metrics     *prometheus.Registry            // nil: one of its own

	// TrustedProxies may tell the address of the caller; none by default.
	TrustedProxies []string
	// TrustedOrigins are other origins whose pages may post here; none by default.
	TrustedOrigins []string
	Limits         Limits
}

// Limits are requests a second with a burst of as many as Burst names; zero fields take the house's numbers.
type Limits struct {
	PerSession, PerAddress, SignIn    float64
	SessionBurst, AddressBurst, Burst int // Burst is for signing in
}

func (l *Limits) fill() {
	set := func(v *float64, d float64) {
		if *v == 0 {
			*v = d
		}
	}
	num := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	set(&l.PerSession, 50)
	num(&l.SessionBurst, 200)
	set(&l.PerAddress, 400) // an office shares one address
	num(&l.AddressBurst, 1200)
	set(&l.SignIn, 0.5)
	num(&l.Burst, 30)
}

var _ Store = (*store.Store)(nil)
