import { sides } from '../../lib/theme'
import { Panel } from '../../ui/Panel'
import rows from '../../ui/Rows.module.css'
import css from './Colours.module.css'

const PAIRS = { 'green-red': 'Green and red', 'blue-orange': 'Blue and orange' } as const

/** Which two colours mean up and down. Signs and marks say it as well, whichever they are. */
export function Colours() {
  const chosen = sides.use() ?? 'green-red'
  return (
    <Panel title="Colours">
      <fieldset className={css['pairs']}>
        <legend className={rows['words']}>Up and down are seen in</legend>
        <div className={rows['choices']}>
          {(Object.keys(PAIRS) as (keyof typeof PAIRS)[]).map((pair) => (
            <label key={pair}>
              <input type="radio" name="sides" checked={chosen === pair} onChange={() => sides.choose(pair)} />
              {PAIRS[pair]}
            </label>
          ))}
        </div>
        <p className={css['sample']}>
          <span className={css['up']}>▲ +1.24 %</span> <span className={css['down']}>▼ -0.87 %</span>
        </p>
      </fieldset>
    </Panel>
  )
}
