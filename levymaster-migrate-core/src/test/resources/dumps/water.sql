-- revision: dump
-- down_revision: first
-- upgrade
--
-- PostgreSQL database dump
--

-- Started on 2016-03-28 21:18:55 PST

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = off;
SET check_function_bodies = false;
SET client_min_messages = warning;
SET escape_string_warning = off;

--
-- TOC entry 1 (class 3079 OID 12395)
-- Name: plpgsql; Type: EXTENSION; Schema: -; Owner:
--

CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;


--
-- TOC entry 2149 (class 0 OID 0)
-- Dependencies: 1
-- Name: EXTENSION plpgsql; Type: COMMENT; Schema: -; Owner:
--

COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';


SET search_path = public, pg_catalog;

--
-- Name: gallons; Type: DOMAIN; Schema: public; Owner: postgres
--

CREATE DOMAIN gallons AS integer
	CONSTRAINT gallons_check CHECK ((VALUE >= 0));


ALTER DOMAIN public.gallons OWNER TO postgres;

--
-- Name: liters(integer); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION liters(integer) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $_$ begin return $1 * 3.785; end; $_$;


ALTER FUNCTION public.liters(integer) OWNER TO postgres;

--
-- Name: most(integer); Type: AGGREGATE; Schema: public; Owner: postgres
--

CREATE AGGREGATE most(integer) (
    SFUNC = int4larger,
    STYPE = integer
);


SET default_tablespace = '';

SET default_with_oids = false;

--
-- Name: Well; Type: TABLE; Schema: public; Owner: postgres; Tablespace:
--

CREATE TABLE "Well" (
    id integer NOT NULL,
    "Name; of it" character varying(40) DEFAULT 'it\'s'::character varying,
    depth gallons
);


ALTER TABLE public."Well" OWNER TO postgres;

--
-- Name: deep; Type: TABLE; Schema: public; Owner: postgres; Tablespace:
--

CREATE TABLE deep (
    pump boolean
)
INHERITS ("Well");


--
-- Name: Well_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE "Well_id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public."Well_id_seq" OWNER TO postgres;

ALTER SEQUENCE "Well_id_seq" OWNED BY "Well".id;

--
-- Name: depths; Type: MATERIALIZED VIEW; Schema: public; Owner: postgres; Tablespace:
--

CREATE MATERIALIZED VIEW depths AS
 SELECT most(("Well".depth)::integer) AS most
   FROM "Well"
  WITH NO DATA;


--
-- Name: id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY "Well" ALTER COLUMN id SET DEFAULT nextval('"Well_id_seq"'::regclass);


--
-- Data for Name: Well; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY "Well" (id, "Name; of it", depth) FROM stdin;
1	it's \\ 'deep	100
2	\N	\N
\.


--
-- Name: Well_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('"Well_id_seq"', 2, true);


--
-- Name: Well_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres; Tablespace:
--

ALTER TABLE ONLY "Well"
    ADD CONSTRAINT "Well_pkey" PRIMARY KEY (id);


--
-- Name: keep; Type: RULE; Schema: public; Owner: postgres
--

CREATE RULE keep AS
    ON DELETE TO deep DO INSTEAD NOTHING;


--
-- Name: depths; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: postgres
--

REFRESH MATERIALIZED VIEW depths;


--
-- Name: public; Type: ACL; Schema: -; Owner: postgres
--

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM postgres;
GRANT ALL ON SCHEMA public TO postgres;
GRANT ALL ON SCHEMA public TO PUBLIC;


-- Completed on 2016-03-28 21:18:56 PST

--
-- PostgreSQL database dump complete
--

-- downgrade
SET search_path = public, pg_catalog;
DROP MATERIALIZED VIEW depths;
DROP TABLE deep;
DROP TABLE "Well";
DROP AGGREGATE most(integer);
DROP FUNCTION liters(integer);
DROP DOMAIN gallons;
