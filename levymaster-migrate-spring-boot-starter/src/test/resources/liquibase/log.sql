--liquibase formatted sql
--changeset me:one
create table of_liquibase (id bigint);
