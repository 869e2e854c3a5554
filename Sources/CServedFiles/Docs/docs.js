// Shows /openapi.json: an index, and each operation with its parameters, bodies and answers.
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const resolve = (doc, value) => {
  while (value && value.$ref) value = value.$ref.slice(2).split("/").reduce((at, key) => at?.[key], doc);
  return value ?? {};
};

const typeText = (doc, schema, depth = 0) => {
  const named = schema?.$ref?.split("/").pop();
  const plain = resolve(doc, schema);
  if (plain.const !== undefined) return JSON.stringify(plain.const);
  if (plain.enum) return plain.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = plain.oneOf ?? plain.anyOf;
  if (choices) return choices.map((choice) => typeText(doc, choice, depth)).join(" | ");
  if (plain.type === "array") return `[${typeText(doc, plain.items ?? {}, depth)}]`;
  if (plain.type === "object" && plain.properties) {
    if (depth > 2) return named ?? "{…}";
    const indent = "  ".repeat(depth + 1);
    const lines = Object.entries(plain.properties).map(([key, value]) =>
      `${indent}${key}${plain.required?.includes(key) ? "" : "?"}: ${typeText(doc, value, depth + 1)}`);
    return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
  }
  return [plain.type ?? "any"].flat().join(" | ") + (plain.format ? ` (${plain.format})` : "");
};

const parameters = (doc, list) => {
  const body = element("tbody");
  for (const each of list) {
    const parameter = resolve(doc, each);
    body.append(element("tr", {},
      element("td", {}, element("code", {}, parameter.name)), element("td", {}, parameter.in),
      element("td", {}, typeText(doc, parameter.schema)), element("td", {}, parameter.description ?? "")));
  }
  const head = element("tr", {}, ...["name", "in", "type", ""].map((text) => element("th", { scope: "col" }, text)));
  return element("table", {}, element("thead", {}, head), body);
};

const content = (doc, label, part) => {
  const made = [];
  for (const [type, media] of Object.entries(part.content ?? {})) {
    made.push(element("p", {}, `${label} · ${type}${part.description ? " · " + part.description : ""}`));
    made.push(element("pre", { tabindex: "0" }, typeText(doc, media.schema)));
  }
  if (!part.content) made.push(element("p", {}, `${label} · ${part.description ?? ""}`));
  return made;
};

const show = (doc) => {
  document.getElementById("summary").replaceChildren(doc.info.description ?? "", " ",
    element("a", { href: "/openapi.json" }, "openapi.json"));
  const index = document.getElementById("index");
  const operations = document.getElementById("operations");
  for (const [path, methods] of Object.entries(doc.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const id = operation.operationId;
      index.append(element("li", {}, element("a", { href: `#${id}` }, `${method.toUpperCase()} ${path}`)));
      const article = element("article", { id }, element("h3", {},
        element("span", { class: "method" }, method.toUpperCase()), ` ${path} `,
        element("span", { class: "scope" }, operation["x-scope"] ?? "open")));
      article.append(element("p", {}, operation.summary ?? ""));
      if (operation.description) article.append(element("p", {}, operation.description));
      if (operation.parameters?.length) article.append(parameters(doc, operation.parameters));
      if (operation.requestBody) article.append(...content(doc, "body", resolve(doc, operation.requestBody)));
      for (const [status, answer] of Object.entries(operation.responses)) {
        if (status !== "default") article.append(...content(doc, status, resolve(doc, answer)));
      }
      operations.append(article);
    }
  }
};

try {
  show(await (await fetch("/openapi.json")).json());
} catch (error) {
  document.getElementById("summary").textContent = `The document cannot be read: ${error.message}`;
}
