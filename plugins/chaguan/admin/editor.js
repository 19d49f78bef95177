/* Starts the form-based editor, and keeps the files it writes as plain as those by hand.
 *
 * Fields are marked under `chaguan` in config.json where a form holds them in another shape:
 *   words  a text, or a map by language      <->  a map with every language
 *   list   one value, or a list of them      <->  a list
 *   map    a map from labels to values       <->  a list of { key, value }
 * Everything is text: what looks like a number or a day stays as somebody wrote it.
 */
"use strict";

window.CMS_MANUAL_INIT = true;

const YAML = () => ({ schema: jsyaml.FAILSAFE_SCHEMA });

function isMap(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A value as the form holds it. */
function opened(value, field, languages) {
  if (value === undefined || value === null) return undefined;
  const inner = new Map((field.fields || []).map((each) => [each.name, each]));
  const fields = (item) => mapped(item, (each, name) => opened(each, inner.get(name) || {}, languages));
  switch (field.chaguan) {
    case "words":
      return isMap(value) ? value : Object.fromEntries(languages.map((each) => [each, value]));
    case "map":
      if (!isMap(value)) return [];
      return Object.entries(value).map(([key, each]) => fields({ key, value: each }));
    case "list": {
      const items = Array.isArray(value) ? value : [value];
      // what an item is that is written without a map
      const plain = ["url", "campaign", "person"].find((each) => inner.has(each));
      return inner.size ? items.map((each) => fields(isMap(each) ? each : { [plain]: each })) : items;
    }
    default:
      return inner.size && isMap(value) ? fields(value) : value;
  }
}

/** Whether a field holds who made something; there an id alone is a person's or, if nobody has it, a place's. */
const isOfMakers = (field) => (field.fields || []).map((each) => each.name).join() === "person,place";

/** A value as it stands in a file; undefined where nothing was filled in. */
function closed(value, field, languages) {
  if (value === undefined || value === null) return undefined;
  const inner = new Map((field.fields || []).map((each) => [each.name, each]));
  if (field.chaguan === "words" && isMap(value)) {
    const said = languages.map((each) => value[each]);
    if (said[0] && said.every((each) => each === said[0])) return closed(said[0], {}, languages);
  }
  if (field.chaguan === "map" && Array.isArray(value)) {
    const pairs = value.filter((each) => each.key).map((each) => [each.key, each.value]);
    const of = inner.get("value");
    return filled(mapped(Object.fromEntries(pairs), (each) => closed(each, of, languages)));
  }
  if (Array.isArray(value)) {
    const items = value.map((each) => closed(each, isMap(each) ? { fields: field.fields } : {}, languages));
    const said = isOfMakers(field) ? items.map((each) => (isMap(each) && !each.place ? each.person : each)) : items;
    const kept = said.filter((each) => each !== undefined);
    return kept.length ? kept : undefined;
  }
  if (isMap(value)) {
    return filled(mapped(value, (each, name) => closed(each, inner.get(name) || {}, languages)));
  }
  const text = String(value).replace(/\r\n?/g, "\n").trim();
  return text === "" ? undefined : text;
}

function mapped(map, change) {
  return Object.fromEntries(Object.entries(map).map(([name, each]) => [name, change(each, name)]));
}

function filled(map) {
  const entries = Object.entries(map).filter(([, each]) => each !== undefined);
  return entries.length ? Object.fromEntries(entries) : undefined;
}

/** How the files of a collection are read and written. */
function format(collection, languages) {
  const whole = { fields: collection.fields };
  const isMarkdown = collection.extension.endsWith("md");
  return {
    fromFile(text) {
      if (!isMarkdown) return opened(jsyaml.load(text, YAML()), whole, languages) || {};
      const found = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
      if (!found) return { body: text };
      const data = opened(jsyaml.load(found[1], YAML()), whole, languages) || {};
      return { ...data, body: found[2].trim() };
    },
    toFile(data, order) {
      const { id, body, ...rest } = data;
      const known = order.filter((name) => name in rest);
      const others = Object.keys(rest).filter((name) => !known.includes(name));
      const sorted = Object.fromEntries([...known, ...others].map((name) => [name, rest[name]]));
      const record = closed(isMarkdown ? sorted : { ...sorted, body }, whole, languages) || {};
      const yaml = jsyaml.dump(record, { ...YAML(), lineWidth: -1, noRefs: true });
      return isMarkdown ? `---\n${yaml}---\n\n${(body || "").trim()}\n` : yaml;
    },
  };
}

/** A new record's name, from a title that Latin letters can spell; else of its kind. */
function nameOf(title, collection, uid) {
  const said = typeof title === "string" ? [title] : Object.values(title || {});
  const plain = said
    .map((each) => each.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase())
    .filter((each) => !/[^\x00-\x7f–—…]/.test(each))
    .map((each) => each.replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, ""));
  return plain.find((each) => each.length > 2) || `${collection}-${uid.slice(0, 8)}`;
}

/** What a new record needs and nobody should have to think of. */
function prepared(entry, missing) {
  const data = entry.get("data");
  const title = data.get("title") || data.get("name");
  const said = title && title.toJS ? title.toJS() : title;
  if (!said || (isMap(said) && !Object.values(said).some((each) => each && each.trim()))) {
    throw new Error(missing);
  }
  if (!entry.get("newRecord")) return data;
  const uid = data.get("uid") || crypto.randomUUID();
  const id = data.get("id") || nameOf(said, entry.get("collection"), uid);
  return data.set("uid", uid).set("id", id);
}

document.addEventListener("DOMContentLoaded", async () => {
  const answer = await fetch("config.json", { cache: "no-cache" });
  const { chaguan, ...config } = await answer.json();
  for (const collection of config.collections) {
    const written = format(collection, chaguan.languages);
    CMS.registerCustomFormat(collection.format, collection.extension, written);
  }
  const handler = ({ entry }) => prepared(entry, chaguan.missing);
  CMS.registerEventListener({ name: "preSave", handler });
  CMS.init({ config });
});
