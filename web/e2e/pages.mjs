// Every page there is. `case` pages are found through the list, so that the script runs on any data.
export const pages = [
  { name: 'worklist', path: '/' },
  { name: 'worklist-team', path: '/?scope=team', power: 'view.cases' },
  { name: 'worklist-overdue', path: '/?due=overdue', power: 'view.cases' },
  { name: 'worklist-done', path: '/?scope=done', power: 'view.cases' },
  { name: 'cases', path: '/cases', power: 'view.cases' },
  { name: 'cases-filtered', path: '/cases?procedure=rectification&state=open&sort=opened', power: 'view.cases' },
  { name: 'inspections', path: '/inspections', power: 'view.cases' },
  { name: 'inspection-new', path: '/inspections/new', power: 'inspection.assign' },
  { name: 'campaign-new', path: '/inspections/new-campaign', power: 'campaign.draft' },
  { name: 'penalties', path: '/penalties?state=open', power: 'view.cases' },
  { name: 'penalty-new', path: '/penalties/new', power: 'penalty.open_clue' },
  { name: 'range', path: '/range?violation=FN-01&from=2025-10-01&to=2026-02-01', power: 'view.rules' },
  { name: 'board', path: '/rectification', power: 'view.board' },
  { name: 'report', path: '/report', power: 'view.report' },
  { name: 'parties', path: '/parties', power: 'view.cases' },
  { name: 'people', path: '/people', power: 'view.people' },
  { name: 'calendar', path: '/calendar?year=2026' },
  { name: 'rules', path: '/rules', power: 'view.rules' },
  { name: 'clock', path: '/clock?rule=IN-02&from=2026-09-28', power: 'view.rules' },
  { name: 'policy', path: '/policy', power: 'view.policy' },
  { name: 'account', path: '/account' },
  { name: 'account-password', path: '/account/password' },
  { name: 'missing', path: '/no-such-page' },
]
/** One case of each procedure: its page, its chain, and each act that is open there. */
export const procedures = ['inspection', 'rectification', 'campaign', 'penalty']
