/** What may stand in a logo: shapes, text, gradients, masks. No script, link, picture, foreign object or animation. */

export const ELEMENTS: ReadonlySet<string> = new Set(
  `svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan linearGradient
  radialGradient stop clipPath mask pattern style`.split(/\s+/),
);

export const ATTRIBUTES: ReadonlySet<string> = new Set(
  `xmlns xmlns:xlink xlink:href href version baseProfile id class style lang xml:space xml:lang role aria-label
  aria-hidden aria-labelledby type media x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points pathLength width height
  viewBox preserveAspectRatio transform rotate offset gradientUnits gradientTransform spreadMethod clipPathUnits
  maskUnits maskContentUnits patternUnits patternContentUnits patternTransform fill fill-opacity fill-rule stroke
  stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset
  opacity color stop-color stop-opacity clip-path clip-rule mask display visibility overflow shape-rendering
  text-rendering image-rendering color-interpolation vector-effect paint-order mix-blend-mode isolation
  enable-background font-family font-size font-weight font-style font-variant font-stretch letter-spacing
  word-spacing text-anchor text-decoration text-transform dominant-baseline alignment-baseline baseline-shift
  textLength lengthAdjust data-name focusable`.split(/\s+/),
);
