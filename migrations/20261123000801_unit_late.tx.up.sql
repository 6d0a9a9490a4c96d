-- Late is who was late himself: an organization that handed its report to its supervising unit in time is not, when the unit held it.
UPDATE annual_checks x SET late = false FROM cases c WHERE c.id = x.case_id AND x.late AND c.state #>> '{annual_check,unit_late}' = 'true';
