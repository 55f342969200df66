// Interactive messages and views as buttons and fields. Images are left out, because they would come from other hosts.
import { element, field, linked, link, values, webUrl } from "./elements.js";

const RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";
const PLAIN = "text/plain";

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Returns what an interactive message shows. answer(contentType, content) sends; view(token) reads a view. */
export function interactive(content, { answer, view }) {
  const message = parse(content);
  const data = message?.data?.content;
  if (!data || typeof data !== "object") {
    return [element("p", {}, ...linked(content))];
  }
  const box = element("fieldset", { class: "choices-of", "aria-label": "Choices" });
  switch (message.templateType) {
    case "ViewResource":
      showView(box, data, answer, view);
      break;
    case "Carousel":
      box.append(...heading(data));
      for (const card of list(data.elements)) {
        const inner = card?.data?.content ?? {};
        box.append(element("div", { class: "card" }, ...heading(inner), ...options(inner, (chosen) => {
          answer(PLAIN, JSON.stringify({
            templateIdentifier: String(card.templateIdentifier ?? ""),
            listTitle: String(inner.title ?? ""),
            selectionText: String(chosen.title),
          }));
        })));
      }
      break;
    case "TimePicker":
      box.append(...heading(data));
      box.append(element("div", { class: "options" }, ...list(data.timeslots).map((slot) => {
        const time = new Date(slot?.date);
        const text = Number.isNaN(time.getTime())
          ? String(slot?.date)
          : time.toLocaleString(undefined, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
        return element("button", { type: "button", onclick: () => answer(PLAIN, String(slot?.date)) }, text);
      })));
      break;
    default:
      // ListPicker, Panel, QuickReply, and whatever else has a title and elements.
      box.append(...heading(data), ...options(data, (chosen) => choose(message, data, chosen, answer)));
  }
  return [box];
}

const list = (value) => (Array.isArray(value) ? value.slice(0, 50) : []);

function heading(data) {
  return [
    data.title && element("p", { class: "heading" }, ...linked(data.title)),
    data.subtitle && element("p", { class: "sub" }, ...linked(data.subtitle)),
  ].filter(Boolean);
}

function options(data, chosen) {
  const shown = list(data.elements).filter((option) => option?.title).map((option) => {
    const texts = [element("span", {}, String(option.title)), option.subtitle && element("small", {}, String(option.subtitle))];
    if (option.type === "hyperlink") {
      const url = webUrl(option.url);
      return url ? link(url, String(option.title)) : element("p", {}, ...texts);
    }
    return element("button", { type: "button", onclick: () => chosen(option) }, ...texts);
  });
  return shown.length ? [element("div", { class: "options" }, ...shown)] : [];
}

function choose(message, data, option, answer) {
  if (option.actionDetail === "SHOW_MORE" || option.actionDetail === "PREVIOUS_OPTIONS") {
    const { preIndex, nextIndex, listId, referenceId } = data;
    const action = option.actionDetail;
    answer(RESPONSE, JSON.stringify({
      version: "1.0",
      data: { actionName: action, preIndex, nextIndex, listId, templateType: message.templateType, referenceId },
      action,
    }));
  } else {
    answer(PLAIN, String(option.title));
  }
}

async function showView(box, data, answer, view) {
  box.append(element("p", { class: "sub" }, "Loading…"));
  try {
    const { Content: content } = await view(String(data.viewToken));
    const template = parse(content.Template) ?? {};
    const parts = element("div", { class: "view" });
    render(template.Body ?? template, data.viewData ?? {}, parts);
    const send = (action) => {
      const invalid = [...parts.querySelectorAll("input, select, textarea")].find((input) => !input.checkValidity());
      if (invalid && action === list(content.Actions)[0]) {
        invalid.reportValidity();
        return;
      }
      answer(RESPONSE, JSON.stringify({ Action: action, ViewData: values(parts) }));
    };
    box.replaceChildren(parts, element("div", { class: "options" },
      ...list(content.Actions).map((action) => element("button", { type: "button", onclick: () => send(String(action)) }, String(action)))));
  } catch {
    box.replaceChildren(element("p", { class: "sub" }, "This cannot be shown any more."));
  }
}

/** Writes the texts and inputs of a template, with the values that it refers to as $.Name. */
function render(part, data, into) {
  if (Array.isArray(part)) {
    part.forEach((inner) => render(inner, data, into));
  } else if (typeof part === "string") {
    const text = resolve(part, data);
    if (text.trim()) {
      into.append(element("p", {}, ...linked(text)));
    }
  } else if (part && typeof part === "object" && !/button|action/i.test(part.Type ?? "")) {
    const props = part.Props ?? {};
    if (/input|textarea|dropdown|select|datepicker/i.test(part.Type ?? "") && props.Name) {
      into.append(field({
        name: String(props.Name),
        label: resolve(String(props.Label ?? props.Name), data),
        type: fieldType(part.Type, props),
        required: props.Required === true,
        options: list(props.Options).map((option) => option?.Value ?? option?.Label ?? option),
        value: props.DefaultValue === undefined ? undefined : resolve(String(props.DefaultValue), data),
      }, `view${Math.random().toString(36).slice(2, 8)}`));
    } else {
      [props.Heading, props.Label, props.Text].filter((text) => typeof text === "string").forEach((text) => render(text, data, into));
      render(part.Content ?? part.Items ?? [], data, into);
    }
  }
}

function fieldType(type, props) {
  if (/textarea/i.test(type)) {
    return "textarea";
  }
  return /dropdown|select/i.test(type) ? "select" : /date/i.test(type) ? "date" : String(props.InputType ?? "text");
}

function resolve(text, data) {
  const value = text.startsWith("$.") ? text.slice(2).split(".").reduce((found, name) => found?.[name], data) : text;
  return value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Returns the text of the customer's own answer to an interactive message. */
export function answerText(content) {
  const answer = parse(content);
  if (answer?.listTitle !== undefined && answer?.selectionText !== undefined) {
    return `${answer.listTitle}: ${answer.selectionText}`;
  }
  return String(answer?.Action ?? answer?.data?.Action ?? answer?.action ?? content);
}
