import type { OfferedTool, ToolServerState } from '@contract'
import type { ReactElement } from 'react'
import { formats, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { toolLabel } from '../conversation/toolLabel'
import { useSetting } from '../useSetting'
import { Panel } from './Panel'
import { PlainSettings } from './PlainSettings'
import { Segments } from './Segments'
import './privacy.css'

/** What may be called for an answer, what of it asks first, and the servers that add to it. */
export function ToolsPanel(): ReactElement {
  const tools = useApp((app) => app.tools)
  const servers = useApp((app) => app.toolServers)
  const { name, own, servers: title, noServers } = words.tools
  const of = (server: string | undefined): OfferedTool[] => tools.filter((tool) => tool.server === server)
  return (
    <Panel name={name}>
      <PlainSettings group="tools" />
      {of(undefined).length > 0 && (
        <section className="panel-part">
          <h3>{own}</h3>
          <ToolList tools={of(undefined)} />
        </section>
      )}
      <section className="panel-part">
        <h3>{title}</h3>
        {servers.length === 0 && <p className="panel-note">{noServers}</p>}
        {servers.map((server) => (
          <Server key={server.name} server={server} tools={of(server.name)} />
        ))}
      </section>
    </Panel>
  )
}

function Server({ server, tools }: { server: ToolServerState; tools: readonly OfferedTool[] }): ReactElement {
  const { serverStates, elsewhere, here, leftOut, plainKeys, troubles } = words.tools
  const { name, host, hasPlainKeys, state, trouble, detail } = server
  return (
    <section className="panel-part">
      <h4 className="trace-row">
        <span className="trace-name">{name}</span>
        <span>{serverStates[state]}</span>
      </h4>
      <p className="panel-note">{host === undefined ? here : elsewhere(host)}</p>
      {server.leftOut !== undefined && <p>{leftOut(server.leftOut)}</p>}
      {hasPlainKeys && <p className="panel-note">{plainKeys}</p>}
      {trouble !== undefined && <p>{troubles[trouble]}</p>}
      {detail !== undefined && <p className="panel-note trace-path">{detail}</p>}
      <ToolList tools={tools} />
    </section>
  )
}

/** Those that ask first, each with what the user says for good; and the names of the others. */
function ToolList({ tools }: { tools: readonly OfferedTool[] }): ReactElement {
  const free = tools.filter(({ asksFirst }) => !asksFirst).map(({ name }) => toolLabel(name))
  return (
    <>
      {free.length > 0 && <p className="panel-note">{words.tools.free(formats.list(free))}</p>}
      <ul className="traces">
        {tools
          .filter(({ asksFirst }) => asksFirst)
          .map((tool) => (
            <li key={tool.name}>
              <Consent tool={tool} />
            </li>
          ))}
      </ul>
    </>
  )
}

const choices = ['ask', 'always', 'never'] as const

/** A page of the web asks each time, for only the press of a button lets a browser open one. */
const asksAlways = 'open_address'

function Consent({ tool: { name, server, description, says } }: { tool: OfferedTool }): ReactElement {
  const { settings } = useParts()
  const consents = useSetting('toolConsents')
  const choose = (choice: (typeof choices)[number]): void => {
    const { [name]: _before, ...others } = consents
    settings.choose('toolConsents', choice === 'ask' ? others : { ...others, [name]: choice })
  }
  const said = says && words.tools.question.says[says]
  // What a server says of its tools is in its own language.
  const meaning = [...(server === undefined ? [] : [description]), ...(said ? [said] : [])].join(' ')
  return (
    <Segments
      legend={toolLabel(name)}
      names={name === asksAlways ? choices.filter((each) => each !== 'always') : choices}
      labels={words.tools.consent}
      chosen={consents[name] ?? 'ask'}
      choose={choose}
      {...(meaning !== '' && { meaning })}
    />
  )
}
