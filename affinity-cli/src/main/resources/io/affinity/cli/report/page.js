"use strict";
/* What the scripts of all pages have in common: elements, and times in UTC. */
const Page = (() => {
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const byId = id => document.getElementById(id);
  const SVG = new Set(["svg", "g", "rect", "line", "text", "title", "path", "circle"]);
  function make(tag, attributes, ...children) {
    const node = SVG.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  }
  const fill = (id, ...children) => byId(id).replaceChildren(...children.filter(child => child !== null));
  const show = id => { byId(id).hidden = false; };
  const two = number => String(number).padStart(2, "0");
  const clock = seconds => { const t = new Date(seconds * 1000); return two(t.getUTCHours()) + ":" + two(t.getUTCMinutes()); };
  const day = seconds => { const t = new Date(seconds * 1000); return t.getUTCDate() + " " + MONTHS[t.getUTCMonth()]; };
  const moment = seconds => new Date(seconds * 1000).toISOString().slice(0, 10) + " " + clock(seconds);
  return { byId, make, fill, show, clock, day, moment };
})();
