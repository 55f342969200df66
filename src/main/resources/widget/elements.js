// Builds elements. Texts become text nodes, never markup.

export const $ = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== undefined && value !== null) {
      made.setAttribute(key, String(value));
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== ""));
  return made;
}

/** Returns the URL if a page may lead to it: no script, no data. */
export function webUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export function link(url, text) {
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

const URLS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}])/;

/** Returns a text as nodes, with its web addresses as links. */
export function linked(text) {
  return String(text)
    .split(URLS)
    .map((part) => (URLS.test(part) && webUrl(part) ? link(webUrl(part), part) : part))
    .filter((part) => part !== "");
}

/** Builds an input with its label from a field: name, label, type, required, options. */
export function field(definition, prefix) {
  const id = `${prefix}-${definition.name}`;
  const type = ["email", "tel", "textarea", "select", "date", "number"].includes(definition.type) ? definition.type : "text";
  const attributes = {
    id,
    name: definition.name,
    required: definition.required === true,
    maxlength: definition.name === "DisplayName" ? 100 : 1000,
    autocomplete: definition.autocomplete,
  };
  let input;
  if (type === "select") {
    const options = Array.isArray(definition.options) ? definition.options.map(String) : [];
    const none = definition.required === true ? [] : [element("option", { value: "" }, "")];
    input = element("select", attributes, ...none, ...options.map((option) => element("option", { value: option }, option)));
  } else if (type === "textarea") {
    input = element("textarea", { ...attributes, rows: 3 });
  } else {
    input = element("input", { ...attributes, type });
  }
  if (typeof definition.value === "string") {
    input.value = definition.value;
  }
  const label = String(definition.label ?? definition.name);
  return element("div", { class: "field" }, element("label", { for: id }, definition.required === true ? label : label + " (optional)"), input);
}

/** Returns the values of all fields that have one, by their names. */
export function values(container) {
  const found = {};
  for (const input of container.querySelectorAll("input, select, textarea")) {
    if (input.name && input.value.trim()) {
      found[input.name] = input.value.trim();
    }
  }
  return found;
}
