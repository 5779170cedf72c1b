-- The county's database as Flask and Alembic left it, with some rows.
create type exporttype as enum ('TAX_DISTRICT', 'TAX_CODE', 'PROPERTY', 'RATE', 'LEVY', 'REPORT', 'ANALYSIS', 'OTHER');
create type importtype as enum ('TAX_DISTRICT', 'TAX_CODE', 'PROPERTY', 'RATE', 'LEVY', 'OTHER');
create type propertytype as enum ('RESIDENTIAL', 'COMMERCIAL', 'INDUSTRIAL', 'AGRICULTURAL', 'PUBLIC', 'OTHER');
create table system_setting ( id serial not null, key varchar(64) not null, value varchar(256) not null,
  description text, primary key (id) );
create unique index ix_system_setting_key on system_setting (key);
create table "user" ( id serial not null, username varchar(64) not null, email varchar(120) not null,
  password_hash varchar(256) not null, first_name varchar(64), last_name varchar(64), is_active boolean,
  is_admin boolean, last_login timestamp, created_at timestamp not null, updated_at timestamp not null,
  primary key (id), unique (email) );
create unique index ix_user_username on "user" (username);
create table ai_analysis_request ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int not null, request_type varchar(64) not null, prompt text not null, parameters json, response text,
  ai_response_metadata json, processing_time float, status varchar(32), error_details text, created_by_id int,
  updated_by_id int, primary key (id), foreign key (user_id) references "user" (id),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create table analysis_result ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int not null, name varchar(128) not null, description text, analysis_type varchar(64) not null,
  parameters json not null, results json not null, visualization_data json, start_year int not null,
  end_year int not null, is_public boolean, created_by_id int, updated_by_id int, primary key (id),
  foreign key (user_id) references "user" (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create table api_call_log ( id serial not null, service varchar(64) not null, endpoint varchar(128) not null,
  method varchar(16) not null, timestamp timestamp, duration_ms float, status_code int, success boolean not null,
  error_message text, retry_count int not null, params json, response_summary json, user_id int, primary key (id),
  foreign key (user_id) references "user" (id) );
create index idx_api_call_service_success on api_call_log (service, success);
create index idx_api_call_timestamp_service on api_call_log (timestamp, service);
create index ix_api_call_log_endpoint on api_call_log (endpoint);
create index ix_api_call_log_service on api_call_log (service);
create index ix_api_call_log_success on api_call_log (success);
create index ix_api_call_log_timestamp on api_call_log (timestamp);
create index ix_api_call_log_user_id on api_call_log (user_id);
create table audit_log ( id serial not null, user_id int, timestamp timestamp not null,
  table_name varchar(64) not null, record_id int not null, action varchar(16) not null, old_values json,
  new_values json, ip_address varchar(45), user_agent varchar(256), primary key (id),
  foreign key (user_id) references "user" (id) );
create index ix_audit_log_table_name on audit_log (table_name);
create index ix_audit_log_timestamp on audit_log (timestamp);
create table export_log ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int not null, filename varchar(256) not null, export_type exporttype not null, record_count int,
  status varchar(32), error_details text, processing_time float, year int not null, export_metadata json,
  created_by_id int, updated_by_id int, primary key (id), foreign key (user_id) references "user" (id),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create index ix_export_log_user_id on export_log (user_id);
create index ix_export_log_year on export_log (year);
create table glossary_term ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  term varchar(128) not null, definition text not null, example text, related_terms text, category varchar(64),
  source varchar(256), created_by_id int, updated_by_id int, primary key (id), unique (term),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create table import_log ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int, filename varchar(256) not null, import_type importtype, record_count int, success_count int,
  error_count int, status varchar(32), error_details text, processing_time float, year int not null,
  import_metadata json, created_by_id int, updated_by_id int, primary key (id),
  foreign key (user_id) references "user" (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create index ix_import_log_user_id on import_log (user_id);
create index ix_import_log_year on import_log (year);
create table report_template ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int not null, name varchar(128) not null, description text, template_type varchar(64) not null,
  content text not null, parameters json, is_public boolean, created_by_id int, updated_by_id int, primary key (id),
  foreign key (user_id) references "user" (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create table scheduled_report ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int not null, name varchar(128) not null, description text, report_type varchar(64) not null,
  parameters json not null, schedule_type varchar(32) not null, schedule_config json not null, recipients text,
  is_active boolean, last_run timestamp, next_run timestamp, created_by_id int, updated_by_id int, primary key (id),
  foreign key (user_id) references "user" (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create table tax_district ( created_at timestamp not null, updated_at timestamp not null, year int not null,
  id serial not null, district_name varchar(128) not null, district_code varchar(16) not null,
  district_type varchar(64), county varchar(64), state varchar(2), description text, is_active boolean,
  contact_name varchar(128), contact_email varchar(128), contact_phone varchar(20), statutory_limit float,
  tax_district_id int, levy_code varchar(16), linked_levy_code varchar(16), created_by_id int, updated_by_id int,
  primary key (id), constraint uix_district_code_year unique (district_code, year),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create index ix_tax_district_year on tax_district (year);
create table user_action_log ( id serial not null, user_id int, timestamp timestamp not null,
  action_type varchar(64) not null, module varchar(64) not null, submodule varchar(64), action_details json,
  entity_type varchar(64), entity_id int, ip_address varchar(45), user_agent varchar(256), session_id varchar(128),
  success boolean not null, error_message text, duration_ms float, primary key (id),
  foreign key (user_id) references "user" (id) );
create index idx_user_action_type_module on user_action_log (action_type, module);
create index idx_user_entity_action on user_action_log (entity_type, entity_id, action_type);
create index idx_user_timestamp_action on user_action_log (timestamp, action_type);
create index ix_user_action_log_action_type on user_action_log (action_type);
create index ix_user_action_log_module on user_action_log (module);
create index ix_user_action_log_session_id on user_action_log (session_id);
create index ix_user_action_log_success on user_action_log (success);
create index ix_user_action_log_timestamp on user_action_log (timestamp);
create index ix_user_action_log_user_id on user_action_log (user_id);
create table compliance_issue ( created_at timestamp not null, updated_at timestamp not null, year int not null,
  id serial not null, tax_district_id int not null, issue_type varchar(64) not null, severity varchar(32) not null,
  description text not null, impact_amount float, resolution_status varchar(32), resolution_notes text,
  resolved_at timestamp, resolved_by_id int, created_by_id int, updated_by_id int, primary key (id),
  foreign key (tax_district_id) references tax_district (id), foreign key (resolved_by_id) references "user" (id),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create index ix_compliance_issue_year on compliance_issue (year);
create table levy_rate ( created_at timestamp not null, updated_at timestamp not null, year int not null,
  id serial not null, tax_district_id int not null, levy_rate float not null, levy_amount float not null,
  assessed_value_basis float not null, is_final boolean, notes text, created_by_id int, updated_by_id int,
  primary key (id), constraint check_assessed_value_positive check (assessed_value_basis > 0),
  constraint check_levy_amount_positive check (levy_amount >= 0),
  constraint check_levy_rate_positive check (levy_rate >= 0),
  constraint uix_district_year_final unique (tax_district_id, year, is_final),
  foreign key (tax_district_id) references tax_district (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create index ix_levy_rate_tax_district_id on levy_rate (tax_district_id);
create index ix_levy_rate_year on levy_rate (year);
create table levy_scenario ( created_at timestamp not null, updated_at timestamp not null, year int not null,
  id serial not null, user_id int not null, name varchar(128) not null, description text,
  tax_district_id int not null, base_year int not null, target_year int not null, levy_amount float,
  assessed_value_change float, new_construction_value float, annexation_value float, is_public boolean,
  result_levy_rate float, result_levy_amount float, status varchar(32), created_by_id int, updated_by_id int,
  primary key (id), foreign key (user_id) references "user" (id),
  foreign key (tax_district_id) references tax_district (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create index ix_levy_scenario_year on levy_scenario (year);
create table tax_code ( created_at timestamp not null, updated_at timestamp not null, year int not null,
  id serial not null, tax_code varchar(16) not null, tax_district_id int not null, description text,
  total_assessed_value float, total_levy_amount float, effective_tax_rate float, created_by_id int,
  updated_by_id int, primary key (id), constraint uix_tax_code_district_year unique (tax_code, tax_district_id,
  year), foreign key (tax_district_id) references tax_district (id),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create index ix_tax_code_tax_code on tax_code (tax_code);
create index ix_tax_code_tax_district_id on tax_code (tax_district_id);
create index ix_tax_code_year on tax_code (year);
create table forecast ( created_at timestamp not null, updated_at timestamp not null, id serial not null,
  user_id int not null, name varchar(128) not null, description text, tax_district_id int, tax_code_id int,
  base_year int not null, forecast_years int, model_type varchar(64) not null, model_parameters json,
  forecast_data json, accuracy_metrics json, confidence_intervals json, is_public boolean, created_by_id int,
  updated_by_id int, primary key (id),
  constraint check_forecast_target check ((tax_district_id is null and tax_code_id is not null) or (tax_district_id is not null and tax_code_id is null)),
  foreign key (user_id) references "user" (id), foreign key (tax_district_id) references tax_district (id),
  foreign key (tax_code_id) references tax_code (id), foreign key (created_by_id) references "user" (id),
  foreign key (updated_by_id) references "user" (id) );
create table levy_audit_record ( id serial not null, user_id int not null, tax_district_id int, tax_code_id int,
  year int, audit_type varchar(32) not null, full_audit boolean, compliance_score float, query text, results json,
  status varchar(32) not null, created_at timestamp not null, updated_at timestamp not null, error_details text,
  primary key (id), foreign key (user_id) references "user" (id),
  foreign key (tax_district_id) references tax_district (id), foreign key (tax_code_id) references tax_code (id) );
create index idx_audit_district_year on levy_audit_record (tax_district_id, year);
create index idx_audit_type_status on levy_audit_record (audit_type, status);
create index idx_audit_user_district on levy_audit_record (user_id, tax_district_id);
create index ix_levy_audit_record_audit_type on levy_audit_record (audit_type);
create index ix_levy_audit_record_tax_code_id on levy_audit_record (tax_code_id);
create index ix_levy_audit_record_tax_district_id on levy_audit_record (tax_district_id);
create index ix_levy_audit_record_user_id on levy_audit_record (user_id);
create index ix_levy_audit_record_year on levy_audit_record (year);
create table levy_override_log ( id serial not null, user_id int not null, timestamp timestamp not null,
  tax_district_id int, tax_code_id int, year int not null, field_name varchar(64) not null,
  original_value float not null, override_value float not null, percent_change float, justification text,
  requires_approval boolean, approved boolean, approver_id int, approval_timestamp timestamp, approval_notes text,
  calculation_params json, primary key (id), foreign key (user_id) references "user" (id),
  foreign key (tax_district_id) references tax_district (id), foreign key (tax_code_id) references tax_code (id),
  foreign key (approver_id) references "user" (id) );
create index idx_override_approval_status on levy_override_log (requires_approval, approved);
create index idx_override_district_year on levy_override_log (tax_district_id, year);
create index idx_override_user_field on levy_override_log (user_id, field_name);
create index ix_levy_override_log_tax_code_id on levy_override_log (tax_code_id);
create index ix_levy_override_log_tax_district_id on levy_override_log (tax_district_id);
create index ix_levy_override_log_timestamp on levy_override_log (timestamp);
create index ix_levy_override_log_user_id on levy_override_log (user_id);
create index ix_levy_override_log_year on levy_override_log (year);
create table property ( created_at timestamp not null, updated_at timestamp not null, year int not null,
  id serial not null, property_id varchar(64) not null, tax_code_id int not null, owner_name varchar(128),
  property_address varchar(256), city varchar(64), state varchar(2), zip_code varchar(10),
  property_type propertytype, assessed_value float, market_value float, land_value float, building_value float,
  tax_exempt boolean, exemption_amount float, taxable_value float, tax_amount float, longitude float,
  latitude float, created_by_id int, updated_by_id int, primary key (id),
  constraint uix_property_year unique (property_id, year), foreign key (tax_code_id) references tax_code (id),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create index idx_property_location on property (longitude, latitude);
create index ix_property_property_id on property (property_id);
create index ix_property_tax_code_id on property (tax_code_id);
create index ix_property_year on property (year);
create table tax_code_historical_rate ( created_at timestamp not null, updated_at timestamp not null,
  id serial not null, tax_code_id int not null, year int not null, levy_rate float not null, levy_amount float,
  total_assessed_value float, created_by_id int, updated_by_id int, primary key (id),
  constraint uix_tax_code_year unique (tax_code_id, year), foreign key (tax_code_id) references tax_code (id),
  foreign key (created_by_id) references "user" (id), foreign key (updated_by_id) references "user" (id) );
create index ix_tax_code_historical_rate_tax_code_id on tax_code_historical_rate (tax_code_id);
create index ix_tax_code_historical_rate_year on tax_code_historical_rate (year);
create index idx_property_search on property using gin (to_tsvector('english', property_id));
create index ix_property_updated_at on property (updated_at);
create index ix_tax_code_updated_at on tax_code (updated_at);
create table alembic_version (version_num varchar(32) not null, constraint alembic_version_pkc primary key (version_num));
insert into alembic_version values ('2a3b4c5d6e7f');

insert into "user" (username, email, password_hash, created_at, updated_at) values
  ('clerk', 'clerk@county.example', '-', '2024-05-01', '2024-05-01'), ('assessor', 'assessor@county.example', '-', '2024-05-01', '2024-05-02');
-- The last one is also in the seed of the application, by another name.
insert into tax_district (created_at, updated_at, year, district_name, district_code, county, state, statutory_limit) values
  ('2024-05-03', '2024-05-03', 2024, 'Prosser', 'PROS', 'Benton', 'WA', 5.9),
  ('2024-05-03', '2024-05-03', 2024, 'Paterson', 'PATE', 'Benton', 'WA', 5.9),
  ('2025-01-02', '2025-01-02', 2025, 'Kennewick, as the county keeps it', 'KENN', 'Benton', 'WA', 5.9);
insert into tax_code (created_at, updated_at, year, tax_code, tax_district_id, total_assessed_value)
  select '2024-05-04', '2024-05-04', 2024, 'P' || n, 1 + n % 2, 1000.25 * n from generate_series(1, 8) n;
insert into levy_rate (created_at, updated_at, year, tax_district_id, levy_rate, levy_amount, assessed_value_basis, is_final) values
  ('2024-06-01', '2024-06-01', 2024, 1, 1.852147, 1234567.89, 666666666.5, true), ('2024-06-01', '2024-06-01', 2024, 2, 2.5, 10, 4, false);
insert into property (created_at, updated_at, year, property_id, tax_code_id, property_type, assessed_value)
  select '2024-06-02', '2024-06-02', 2024, 'R-' || n, 1 + n % 8, 'RESIDENTIAL', 200000 + n from generate_series(1, 200) n;
insert into import_log (created_at, updated_at, filename, import_type, year, status) values
  ('2024-06-02', '2024-06-02', 'roll-2024.csv', 'PROPERTY', 2024, 'DONE');
insert into scheduled_report (created_at, updated_at, user_id, name, report_type, parameters, schedule_type, schedule_config) values
  ('2024-07-01', '2024-07-01', 1, 'Weekly', 'LEVY', '{}', 'CRON', '{"day": 1}');
insert into audit_log (user_id, "timestamp", table_name, record_id, action)
  select 2, '2024-07-02', 'property', n, 'INSERT' from generate_series(1, 200) n;
