import './stdio.mjs';
import './tools.mjs';
